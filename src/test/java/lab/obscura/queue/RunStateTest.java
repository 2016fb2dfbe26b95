package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTest {

    @ParameterizedTest
    @EnumSource
    void aRunThatSucceededStaysSo(RunState next) {
        assertThat(RunState.SUCCEEDED.mayBecome(next)).isFalse();
    }

    @Test
    void aRunThatIsOverCanBeRetriedUnlessItSucceeded() {
        assertThat(RunState.FAILED.mayBecome(RunState.QUEUED)).isTrue();
        assertThat(RunState.CANCELLED.mayBecome(RunState.QUEUED)).isTrue();
    }

    @Test
    void theDiagramShowsEveryMove() {
        assertThat(RunState.mermaid().lines())
                .hasSize(14)
                .startsWith("stateDiagram-v2", "    [*] --> QUEUED", "    QUEUED --> RUNNING")
                .contains("    RUNNING --> QUEUED", "    CANCELLING --> CANCELLED")
                .endsWith("    SUCCEEDED --> [*]");
    }
}
