package lab.obscura.engine.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {

    @Test
    void eightEpochsTrainOneAtTheFullRate() {
        TrainingPlan plan = plan(8, Map.of());

        assertThat(plan.rates().milestones()).containsExactly(3, 4, 6, 7);
        assertThat(IntStream.rangeClosed(1, 8).mapToDouble(epoch -> plan.rate(epoch, 9, 10)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(0.05, 0.05, 0.01, 0.002, 0.002, 0.0004, 0.00008, 0.00008);
    }

    @Test
    void milestonesThatArePostedStay() {
        assertThat(plan(8, Map.of("milestones", List.of(2, 4, 6, 7))).rates().milestones())
                .containsExactly(2, 4, 6, 7);
    }

    @Test
    void withoutWarmUpTheFirstEpochHasTheFullRate() {
        TrainingPlan plan = plan(4, Map.of("warmUp", "none"));

        assertThat(plan.rates().milestones()).containsExactly(2, 3, 4);
        assertThat(plan.rate(1, 0, 10)).isEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"2, none, 1", "2, linear, 2", "8, none, 1", "8, linear, 2", "240, linear, 2"})
    void aCosineFallsFromTheFirstEpochBehindTheWarmUp(int epochs, String warmUp, int full) {
        TrainingPlan plan = plan(epochs, Map.of("schedule", "cosine", "warmUp", warmUp));

        assertThat(plan.rate(full, 0, 10)).isCloseTo(0.05, within(1e-12));
        assertThat(plan.rate(full + 1, 0, 10)).isLessThan(0.05);
    }

    private static TrainingPlan plan(int epochs, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("epochs", epochs);
        all.put("learningRate", 0.05);
        var defaults = TrainingPlan.Defaults.of("cnn-4", "shapes");
        return TrainingPlan.of(TrainingPlan.schema(defaults).read("", all));
    }
}
