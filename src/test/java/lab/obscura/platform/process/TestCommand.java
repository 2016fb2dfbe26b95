package lab.obscura.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The commands of tests. What they say is read from files: the JDK takes a pipe away from its reader when the process ends, which on a busy
 * machine is before all was read.
 */
public final class TestCommand {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private TestCommand() {}

    /** Runs a command to its end, without input. */
    public static ShortCommand run(ProcessBuilder builder) throws IOException, InterruptedException {
        ShortCommand ended = ShortCommand.run(builder, "", LONGEST);
        assertThat(ended.isInTime())
                .as("%s ends within %s; it said %s", builder.command(), LONGEST, ended)
                .isTrue();
        return ended;
    }

    /** The same beside the test. */
    public static CompletableFuture<ShortCommand> beside(ProcessBuilder builder) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return run(builder);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                },
                command -> new Thread(command, "command").start());
    }
}
