package lab.obscura.execution.supervise;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.child.AttemptEnd;
import lab.obscura.execution.child.AttemptRunner;
import lab.obscura.execution.child.EventWriter;
import lab.obscura.execution.launch.Attempt;
import lab.obscura.execution.launch.AttemptLauncher;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Executes attempts in threads of this process: nothing starts, so thousands of them cost little. */
final class InProcessLauncher implements AttemptLauncher {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> DEFINITION = new TypeReference<>() {};
    private static final int KILLED = 137;

    private final AttemptRunner runner;

    InProcessLauncher(AttemptRunner runner) {
        this.runner = runner;
    }

    @Override
    public Attempt launch(AttemptFolder folder, long seed) {
        var stopped = new AtomicReference<>(ExitCode.SUCCEEDED);
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> compute(folder, seed, stopped));
        return new Attempt() {
            @Override
            public boolean endsWithin(Duration patience) throws InterruptedException {
                try {
                    end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                    return true;
                } catch (TimeoutException e) {
                    return false;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public int exitCode() {
                return end.join();
            }

            @Override
            public void cancel() {
                stopped.compareAndSet(ExitCode.SUCCEEDED, ExitCode.CANCELLED);
            }

            @Override
            public void release() {
                stopped.compareAndSet(ExitCode.SUCCEEDED, ExitCode.ORPHANED);
            }

            @Override
            public void abandon() {
                release();
            }

            @Override
            public void kill() {
                release();
                end.complete(KILLED);
            }
        };
    }

    private int compute(AttemptFolder folder, long seed, AtomicReference<ExitCode> stopped) {
        try (var events = new EventWriter(folder.events(), Clock.systemUTC())) {
            RunContext context = RunContext.of(events, () -> stopped.get() != ExitCode.SUCCEEDED);
            Map<String, Object> definition = JSON.readValue(folder.definition().toFile(), DEFINITION);
            return AttemptEnd.of(() -> runner.run(definition, seed, folder, context), folder, stopped::get)
                    .code();
        }
    }
}
