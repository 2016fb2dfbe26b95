package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Error in a thread of the worker ends neither the thread nor what it is for. */
class EndlessLoopsPostgresTest {

    @Test
    void aSlotThatMetAnErrorTakesTheRunAgain(@TempDir Path home) {
        var starts = new AtomicInteger();
        AttemptLauncher broken = (folder, seed) -> {
            if (starts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new InProcessLauncher(FakeChild::compute).launch(folder, seed);
        };
        try (var worker = new WorkerFixture(home, properties -> broken)) {
            worker.start();
            RunId run = worker.submit("quick");

            worker.awaitOver(run);

            assertThat(starts).hasValueGreaterThan(1);
            assertThat(errors(worker.metrics, "slot")).isEqualTo(1);
        }
    }

    @Test
    void aListenerThatMetAnErrorHearsAgain() throws Exception {
        var queue = new QueueFixture();
        var metrics = new SimpleMeterRegistry();
        var heard = new CountDownLatch(2);
        var listener = new QueueListener(
                new OwnConnections(queue.database.url(), queue.database.user(), queue.database.password()),
                what -> {
                    heard.countDown();
                    throw new StackOverflowError();
                },
                new EndlessLoop("queue-listener", metrics));
        var thread = new Thread(listener);
        thread.start();
        try {
            for (int i = 0; i < 600 && heard.getCount() > 0; i++) {
                queue.submit(); // an announcement that nobody listened to is lost
                heard.await(100, TimeUnit.MILLISECONDS);
            }

            assertThat(heard.getCount()).isZero();
            assertThat(errors(metrics, "queue-listener")).isPositive();
        } finally {
            listener.stop();
            thread.join();
        }
    }

    @Test
    void everyLoopOfAWorkerIsCounted(@TempDir Path home) {
        try (var worker = new WorkerFixture(home, FakeChild.PROGRAM)) {
            assertThat(List.of("slot", "heartbeat", "housekeeping", "queue-listener"))
                    .allSatisfy(name -> assertThat(errors(worker.metrics, name)).isZero());
        }
    }

    private static double errors(SimpleMeterRegistry metrics, String name) {
        return metrics.get("obscura.loop.errors").tag("loop", name).counter().count();
    }
}
