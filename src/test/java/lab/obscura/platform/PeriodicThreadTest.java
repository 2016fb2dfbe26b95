package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeriodicThreadTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private PeriodicThread thread = thread(() -> {});

    private PeriodicThread thread(EndlessLoop.Round round) {
        return new PeriodicThread("example", new EndlessLoop("example", metrics), round);
    }

    @AfterEach
    void stop() {
        thread.stop();
    }

    @Test
    void whatARoundThrowsDoesNotEndIt() throws InterruptedException {
        var rounds = new CountDownLatch(3);
        thread = thread(() -> {
            rounds.countDown();
            throw new StackOverflowError("round " + rounds.getCount());
        });

        thread.start(Duration.ofMillis(1));

        assertThat(rounds.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(metrics.get("obscura.loop.errors")
                        .tag("loop", "example")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aStopInterruptsTheRoundAndWaitsForItsEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var ended = new AtomicBoolean();
        thread = thread(() -> {
            begun.countDown();
            try {
                TimeUnit.DAYS.sleep(1);
            } catch (InterruptedException e) {
                interrupted.set(true);
                TimeUnit.MILLISECONDS.sleep(50); // what an orderly end takes
                ended.set(true);
            }
        });
        thread.start(Duration.ZERO, NEVER);
        begun.await();

        thread.stop();

        assertThat(interrupted).isTrue();
        assertThat(ended).isTrue();
        assertThat(thread.isRunning()).isFalse();
    }

    @Test
    void aStopDoesNotWaitForEverForARoundThatHeedsNoInterrupt() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new Semaphore(0);
        thread = thread(() -> {
            begun.countDown();
            mayEnd.acquireUninterruptibly();
        });
        thread.start(Duration.ZERO, NEVER);
        begun.await();

        thread.stop();

        assertThat(thread.isRunning()).isFalse();
        mayEnd.release();
    }

    @Test
    void whoeverIsInterruptedWhileItStopsHearsOfItAfterwards() {
        thread.start(NEVER);
        Thread.currentThread().interrupt();

        thread.stop();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterAStopNoRoundBeginsUntilItIsStartedAgain() throws InterruptedException {
        var rounds = new AtomicInteger();
        var again = new CountDownLatch(1);
        thread = thread(() -> {
            rounds.incrementAndGet();
            again.countDown();
        });
        thread.start(NEVER);
        thread.stop();
        thread.now();
        int whileStopped = rounds.get();

        thread.start(NEVER);
        thread.now();

        assertThat(whileStopped).isZero();
        assertThat(again.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aSecondStartChangesNothing() throws InterruptedException {
        var rounds = new Semaphore(0);
        thread = thread(rounds::release);

        thread.start(NEVER);
        thread.start(Duration.ZERO, NEVER);
        thread.now();

        assertThat(rounds.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rounds.availablePermits()).isZero();
    }
}
