package lab.obscura.execution.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an attempt ended is told by the cause, however deep it is wrapped. */
class AttemptEndTest {

    @TempDir
    Path path;

    @Test
    void memoryThatRanOutInAnotherThreadIsMemory() {
        var full = new OutOfMemoryError("Java heap space");

        assertThat(end(new IllegalStateException(new CompletionException(full))))
                .isEqualTo(ExitCode.MEMORY);
        assertThat(new AttemptFolder(path).readFailure().message())
                .contains("Out of memory", "Java heap space", "obscura.worker.heap");
    }

    @Test
    void aFullDiskIsTheDisk() {
        var full = new UncheckedIOException(new IOException("No space left on device"));

        assertThat(end(new IllegalStateException("Cannot write", full))).isEqualTo(ExitCode.DISK);
    }

    /** The words are libtorch's and CUDA's. */
    @Test
    void aCardThatIsLostIsNoMistakeOfTheProgram() {
        var lost = new RuntimeException(
                "CUDA error: the launch timed out and was terminated\nCUDA kernel errors might be");

        assertThat(end(new IllegalStateException(lost))).isEqualTo(ExitCode.INTERNAL);
        assertThat(new AttemptFolder(path).readFailure().message())
                .isEqualTo(
                        "The card failed in the middle of the run: CUDA error: the launch timed out and was terminated."
                                + " Look whether nvidia-smi still lists it; a retry resumes from the newest checkpoint, on any"
                                + " worker with a card");
    }

    @Test
    void aRingOfCausesIsAMistake() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(end(first)).isEqualTo(ExitCode.INTERNAL);
    }

    private ExitCode end(RuntimeException problem) {
        return AttemptEnd.of(
                () -> {
                    throw problem;
                },
                new AttemptFolder(path),
                () -> ExitCode.CANCELLED);
    }
}
