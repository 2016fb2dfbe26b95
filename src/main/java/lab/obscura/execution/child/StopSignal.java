package lab.obscura.execution.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import lab.obscura.engine.run.folder.ExitCode;

/**
 * Hears on a child's standard input that it shall end: a line {@code cancel}; a line {@code release}, which leaves it time for a last
 * checkpoint; or the end of the input, which comes by itself when the worker dies.
 */
public final class StopSignal implements BooleanSupplier {

    public static final String CANCEL = "cancel";

    public static final String RELEASE = "release";

    private volatile boolean released;
    private final AtomicReference<ExitCode> wanted = new AtomicReference<>(ExitCode.SUCCEEDED);

    /** Starts to listen; {@code then} is called once, by the listening thread. */
    void listen(InputStream input, Consumer<ExitCode> then) {
        var thread = new Thread(
                () -> {
                    wanted.set(awaited(input));
                    then.accept(wanted.get());
                },
                "stop-signal");
        thread.setDaemon(true);
        thread.start();
    }

    /** From elsewhere than the input. */
    void stop(ExitCode reason) {
        wanted.set(reason);
    }

    private ExitCode awaited(InputStream input) {
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals(CANCEL)) {
                    return ExitCode.CANCELLED;
                }
                released |= line.strip().equals(RELEASE);
            }
            return ExitCode.ORPHANED;
        } catch (IOException | RuntimeException | Error e) { // nobody else would hear it
            return ExitCode.ORPHANED;
        }
    }

    @Override
    public boolean getAsBoolean() {
        return wanted.get() != ExitCode.SUCCEEDED;
    }

    /** Whether the run shall be handed over at its next checkpoint. */
    boolean isReleased() {
        return released;
    }

    /** Why the process shall end. */
    ExitCode reason() {
        return released && !getAsBoolean() ? ExitCode.ORPHANED : wanted.get();
    }
}
