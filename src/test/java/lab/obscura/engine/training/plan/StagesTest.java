package lab.obscura.engine.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final TrainingPlan PLAN = plan();

    @Test
    void withoutARuleThePlanIsAllThereIs() {
        Stages stages = Stages.of(PLAN, new Defense(List.of()));

        assertThat(stages.epochs()).isEqualTo(8);
        assertThat(stages.isOwn(1)).isTrue();
        assertThat(stages.beginsTransfer(1)).isFalse();
        assertThat(stages.edgeFactor(1)).isEqualTo(1);
        assertThat(stages.rate(4, 0, 10)).isEqualTo(PLAN.rate(4, 0, 10));
    }

    @Test
    void anExpertIsTrainedBeforeThePlanWithMilestonesOfItsOwn() {
        Stages stages = Stages.of(PLAN, new Defense(List.of(part("ressfl", Map.of("expertEpochs", 16)))));

        assertThat(stages.epochs()).isEqualTo(24);
        assertThat(stages.rate(3, 0, 10)).isCloseTo(0.1, within(1e-12));
        assertThat(stages.rate(4, 0, 10)).isCloseTo(0.02, within(1e-12)); // 25 % of 16
        assertThat(stages.isOwn(16)).isFalse();
        assertThat(stages.beginsTransfer(17)).isTrue();
        assertThat(stages.rate(18, 0, 10)).isEqualTo(PLAN.rate(2, 0, 10));
    }

    @Test
    void theEdgeIsSlowAfterTheExpertOnly() {
        Map<String, Object> settings = Map.of("expertEpochs", 2, "edgeRate", 0.1);
        Stages stages = Stages.of(PLAN, new Defense(List.of(part("ressfl", settings))));

        assertThat(stages.edgeFactor(2)).isEqualTo(1);
        assertThat(stages.edgeFactor(3)).isEqualTo(0.1);
    }

    @Test
    void theEdgeIsPrunedOnceWhenThePartSaysSo() {
        Stages stages = Stages.of(PLAN, new Defense(List.of(part("patrol", Map.of("at", 0.75)))));

        assertThat(stages.changingEdgeBefore(5)).isEmpty();
        assertThat(stages.changingEdgeBefore(6)).hasSize(1);
        assertThat(stages.changingEdgeBefore(7)).isEmpty();
    }

    private static DefensePart part(String id, Map<String, Object> settings) {
        var entry = Defenses.catalog().find(id).orElseThrow();
        return entry.make().apply(entry.info().schema().read("", settings));
    }

    private static TrainingPlan plan() {
        Map<String, Object> settings = Map.of("epochs", 8, "batchSize", 4, "learningRate", 0.1, "warmUp", "none");
        return TrainingPlan.of(
                TrainingPlan.schema(TrainingPlan.Defaults.of("cnn-4", "shapes")).read("", settings));
    }
}
