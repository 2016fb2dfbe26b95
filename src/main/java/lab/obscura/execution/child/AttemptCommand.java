package lab.obscura.execution.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.platform.process.OrderlyEnd;

/**
 * The child's side of an attempt: {@code obscura attempt --folder=… --checkpoints=… --seed=… --data=… --cache=… --trained=…}. Reads the definition
 * from the folder, writes events, outcome or failure into it, and ends when its standard input says so.
 */
public final class AttemptCommand {

    /** What a worker tells its child. */
    public static final Set<String> OPTIONS =
            Set.of("folder", "checkpoints", "seed", "data", "cache", "trained", "trained-limit");

    /** A computation that does not ask whether to stop is killed after this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final AttemptRunner runner;
    private final InputStream standardInput;

    public AttemptCommand(AttemptRunner runner, InputStream standardInput) {
        this.runner = runner;
        this.standardInput = standardInput;
    }

    /** Computes, and returns the code that the process shall end with. */
    public ExitCode run(Path path, Path checkpoints, long seed) {
        AttemptFolder folder = new AttemptFolder(path, checkpoints);
        var stop = new StopSignal();
        stop.listen(standardInput, reason -> OrderlyEnd.killAfter(PATIENCE));
        OrderlyEnd.onSignal(() -> stop.stop(ExitCode.STOPPED), PATIENCE);
        try (var events = new EventWriter(folder.events(), Clock.systemUTC());
                var meter = UsageMeter.ofThisProcess(events)) {
            RunContext context = RunContext.of(meter, stop, stop::isReleased);
            return AttemptEnd.of(() -> runner.run(definition(folder), seed, folder, context), folder, stop::reason);
        }
    }

    /** The definition that lies in the folder of an attempt. */
    public static Map<String, Object> definition(AttemptFolder folder) {
        try {
            return JsonText.object(folder.definition());
        } catch (IOException e) {
            throw new UncheckedIOException("The attempt's definition cannot be read", e);
        }
    }
}
