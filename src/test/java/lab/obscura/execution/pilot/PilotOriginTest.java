package lab.obscura.execution.pilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.WorkerInfo.Origin;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Who started a worker, as it finds out. */
class PilotOriginTest {

    @Test
    void nobodyWhereNothingSaysSo() {
        assertThat(origin(Map.of(), Map.of("PATH", "/bin"))).isEqualTo(Origin.BY_HAND);
    }

    @Test
    void anElementOfASlurmArrayIsCalledAsSlurmListsIt() {
        var slurm = Map.of(
                "SLURM_JOB_ID", "1236",
                "SLURM_ARRAY_JOB_ID", "1234",
                "SLURM_ARRAY_TASK_ID", "2",
                "SLURM_JOB_END_TIME", "1800000000");

        assertThat(origin(Map.of("exit-when-idle", "60s", "pool", "gpu"), slurm))
                .isEqualTo(new Origin(true, "slurm", "1234_2", "gpu", Instant.ofEpochSecond(1_800_000_000)));
    }

    @Test
    void aSingleSlurmJobHasItsNumber() {
        assertThat(origin(Map.of(), Map.of("SLURM_JOB_ID", "77")).job()).isEqualTo("77");
    }

    @Test
    void aPodIsCalledAsKubernetesListsIt() {
        var pod = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "pilot-x7");

        assertThat(origin(Map.of(), pod)).isEqualTo(new Origin(false, "kubernetes", "pilot-x7", "", Instant.MAX));
    }

    @Test
    void whatIsSetCountsMoreThanTheEnvironment() {
        var settings = Map.of("engine", "htcondor", "job", "9.0", "ends-at", "2026-11-30T04:00:00Z");

        assertThat(origin(settings, Map.of("SLURM_JOB_ID", "77", "SLURM_JOB_END_TIME", "1800000000")))
                .isEqualTo(new Origin(false, "htcondor", "9.0", "", Instant.parse("2026-11-30T04:00:00Z")));
    }

    @Test
    void anEndThatIsNoTimeIsRefused() {
        assertThatThrownBy(() -> origin(Map.of("ends-at", "tomorrow"), Map.of()))
                .hasMessage(
                        "obscura.worker.ends-at must be a time like 2026-11-30T04:00:00Z or seconds since 1970, was tomorrow."
                                + " Leave it out for a worker that nobody ends");
    }

    private static Origin origin(Map<String, String> settings, Map<String, String> environment) {
        return new PilotOrigin(settings(settings), environment).read();
    }

    static ObscuraProperties.Worker settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("", ObscuraProperties.Worker.class);
    }
}
