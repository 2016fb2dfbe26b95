package lab.obscura.board.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FamilyTitlesTest {

    @Test
    void familiesOfTheSamePartsAreToldApartByTheSettingsInWhichTheyDiffer() {
        var runs = new AttackedRuns();
        swept(runs, "noise", "[{'part': 'gaussian-noise', 'standardDeviation': %s}]");
        swept(runs, "learned", gate("auxiliary"));
        swept(runs, "uniform", gate("uniform"));

        assertThat(titles(runs))
                .containsExactlyInAnyOrder(
                        "Gaussian noise",
                        "Gaussian noise + Gated-attention CEM (mode auxiliary)",
                        "Gaussian noise + Gated-attention CEM (mode uniform)");
    }

    @Test
    void aFamilyAloneNeedsNoSettings() {
        var runs = new AttackedRuns();
        swept(runs, "uniform", gate("uniform"));

        assertThat(titles(runs)).containsExactly("Gaussian noise + Gated-attention CEM");
    }

    private static String gate(String mode) {
        return "[{'part': 'gaussian-noise', 'standardDeviation': 0.025}, {'part': 'gated-attention', 'heads': 1, 'mode': '"
                + mode + "', 'weight': %s}]";
    }

    private static void swept(AttackedRuns runs, String name, String defense) {
        DoubleStream.of(4, 16)
                .forEach(value -> runs.row(
                        name + value,
                        defense.formatted(value).replace('\'', '"'),
                        AttackedRuns.of(0.8, 0.8),
                        AttackedRuns.of(0.02, 0.02)));
    }

    private static List<String> titles(AttackedRuns runs) {
        List<Family> families = new Evidence(runs.all(), runs.definitions(), OptionalDouble.of(0.1), 2).families();
        var titles = new FamilyTitles(families);
        return families.stream().map(titles::of).toList();
    }
}
