package lab.obscura.execution.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.child.StopSignal;
import lab.obscura.platform.process.Subprocess;

/**
 * Executes every attempt in a process of its own: native code may crash or run out of memory, and must take nothing with it. What the
 * process prints goes into files of the folder, so that chatter of libraries disturbs nobody.
 */
public final class ProcessLauncher implements AttemptLauncher {

    private final ChildCommand command;
    private final CardShares cards;

    public ProcessLauncher(ChildCommand command) {
        this(command, CardShares.ofThisMachine());
    }

    ProcessLauncher(ChildCommand command, CardShares cards) {
        this.command = command;
        this.cards = cards;
    }

    @Override
    public Attempt launch(AttemptFolder folder, long seed) {
        var builder = Subprocess.of(command.line(folder, seed))
                .redirectOutput(folder.path().resolve("stdout.txt").toFile())
                .redirectError(folder.path().resolve("stderr.txt").toFile());
        builder.environment().putAll(command.environment(folder));
        try {
            return new ProcessAttempt(command.mayUseCard(folder) ? onACard(builder) : builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The attempt's process cannot be started", e);
        }
    }

    /** One after the other, so that the next sees the card of this one occupied. */
    private Process onACard(ProcessBuilder builder) throws IOException {
        synchronized (cards) {
            Optional<String> card = cards.freest();
            card.ifPresent(id -> builder.environment().putAll(cards.environment(id)));
            Process process = builder.start();
            card.ifPresent(id -> cards.occupy(id, process::isAlive));
            return process;
        }
    }

    private record ProcessAttempt(Process process) implements Attempt {

        @Override
        public boolean endsWithin(Duration patience) throws InterruptedException {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int exitCode() {
            return process.exitValue();
        }

        @Override
        public void cancel() {
            say(StopSignal.CANCEL);
        }

        @Override
        public void release() {
            say(StopSignal.RELEASE);
        }

        private void say(String word) {
            try {
                OutputStream standardInput = process.getOutputStream();
                standardInput.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
                standardInput.flush();
            } catch (IOException e) {
                // Only a process that has ended closes its end; then there is nothing to stop.
                process.destroyForcibly();
            }
        }

        @Override
        public void abandon() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                process.destroyForcibly();
            }
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }
    }
}
