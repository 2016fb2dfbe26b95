package lab.obscura.execution.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTuningTest {

    @Test
    void threadsThatWaitLookForAMomentAndSleepThen() {
        assertThat(ProcessTuning.variables(Map.of()))
                .containsEntry("OMP_WAIT_POLICY", "passive")
                .containsEntry("GOMP_SPINCOUNT", "1000")
                .containsEntry("MALLOC_ARENA_MAX", "1");
    }

    @Test
    void whatTheOperatorHasSetStays() {
        assertThat(ProcessTuning.variables(Map.of("MALLOC_ARENA_MAX", "4", "GOMP_SPINCOUNT", "5", "PATH", "/bin")))
                .containsEntry("MALLOC_ARENA_MAX", "4")
                .containsEntry("GOMP_SPINCOUNT", "5")
                .containsEntry("OMP_WAIT_POLICY", "passive")
                .doesNotContainKey("PATH");
    }

    /** The count wins over the policy: an active one would be none. */
    @Test
    void whoSaysHowThreadsWaitSaysHowLongTheyLook() {
        assertThat(ProcessTuning.variables(Map.of("OMP_WAIT_POLICY", "active")))
                .containsEntry("OMP_WAIT_POLICY", "active")
                .doesNotContainKey("GOMP_SPINCOUNT");
        assertThat(ProcessTuning.variables(Map.of("OMP_WAIT_POLICY", "active", "GOMP_SPINCOUNT", "9")))
                .containsEntry("GOMP_SPINCOUNT", "9");
    }
}
