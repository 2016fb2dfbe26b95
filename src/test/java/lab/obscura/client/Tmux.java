package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lab.obscura.platform.process.Ends;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;

/** A terminal without a window, of 160 columns and 50 lines, in which a program runs that believes somebody looks at it. */
final class Tmux implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/tmux");
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Skips the test where tmux is missing. */
    static Tmux running(Path folder, String command) {
        assumeTrue(Files.isExecutable(PROGRAM), "tmux is not installed; .ci/install brings it");
        // Whoever connects to a server that is ending, as the one of the terminal before may be, is sent away.
        var terminal = new Tmux(folder.resolve("tmux-" + COUNT.incrementAndGet()));
        terminal.tmux("-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "50", command);
        return terminal;
    }

    /** Types text, or presses a key that tmux has a name for. */
    void type(String keys) {
        tmux("send-keys", "--", keys);
    }

    /** What stands on the screen, with the codes of its colors. */
    String screen() {
        return tmux("capture-pane", "-e", "-p");
    }

    /** The screen as soon as something stands on it. */
    String screenWith(String text) {
        long end = System.nanoTime() + LONGEST.toNanos();
        String seen = screen();
        while (!seen.contains(text) && System.nanoTime() < end) {
            pause();
            seen = screen();
        }
        assertThat(seen).contains(text);
        return seen;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-S", socket.toString()));
        command.addAll(List.of(words));
        try {
            ShortCommand ended = TestCommand.run(new ProcessBuilder(command));
            assertThat(ended.code()).as(ended.toString()).isZero();
            return ended.output();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the program, and waits until the server no longer needs the folder. */
    @Override
    public void close() {
        long server = Long.parseLong(tmux("display-message", "-p", "#{pid}").strip());
        tmux("kill-server");
        ProcessHandle.of(server).ifPresent(Ends::await);
    }
}
