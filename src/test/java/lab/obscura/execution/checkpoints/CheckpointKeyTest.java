package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointKeyTest {

    private static final String RUN = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void filesAndStatesSayWhatTheyHold() {
        CheckpointKey file = CheckpointKey.of(RUN + "/files/" + HASH).orElseThrow();
        CheckpointKey state = CheckpointKey.of(RUN + "/states/000002-000013-" + HASH + ".json")
                .orElseThrow();

        assertThat(file).isEqualTo(new CheckpointKey(new RunId(UUID.fromString(RUN)), "files", HASH, HASH));
        assertThat(state.name()).isEqualTo("000002-000013-" + HASH + ".json");
        assertThat(state.sha256()).isEqualTo(HASH);
        assertThat(state).hasToString(RUN + "/states/000002-000013-" + HASH + ".json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "check/0f8fad5b",
                RUN,
                RUN + "/files",
                RUN + "/files/..",
                RUN + "/files/../../" + HASH,
                RUN + "/files/" + HASH + "\n",
                RUN + "/files/" + HASH + "/more",
                RUN + "/states/" + HASH,
                RUN + "/states/2-13-" + HASH + ".json",
                "../" + RUN + "/files/" + HASH,
                "/" + RUN + "/files/" + HASH
            })
    void nothingElseIsAKey(String key) {
        assertThat(CheckpointKey.of(key)).isEmpty();
    }
}
