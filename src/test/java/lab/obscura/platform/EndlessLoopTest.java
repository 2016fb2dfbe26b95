package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

class EndlessLoopTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EndlessLoop loop = new EndlessLoop("example", metrics);

    static Throwable[] troubles() {
        return new Throwable[] {
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new NoClassDefFoundError("lab/Gone"),
            new IllegalStateException("odd"),
            new java.io.IOException("No space left on device"),
            new DataAccessResourceFailureException("the database is away")
        };
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whateverARoundThrowsIsCountedAndTheNextOneComes(Throwable trouble) throws InterruptedException {
        boolean first = loop.survives(() -> sneakily(trouble));
        boolean second = loop.survives(() -> {});

        assertThat(first).isFalse();
        assertThat(second).isTrue();
        assertThat(errors()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void evenWhatCannotBeLoggedIsCounted() throws InterruptedException {
        var unspeakable = new DataAccessResourceFailureException("") {
            @Override
            public String getMessage() {
                throw new OutOfMemoryError("even to say so");
            }
        };

        boolean survived = loop.survives(() -> {
            throw unspeakable;
        });

        assertThat(survived).isFalse();
        assertThat(errors()).isPositive();
    }

    @Test
    void beforeAnythingHappensTheMetricIsThereAndZero() {
        assertThat(errors()).isZero();
    }

    @Test
    void anInterruptIsNoErrorButAsksTheLoopToEnd() {
        assertThatThrownBy(() -> loop.survives(() -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(errors()).isZero();
    }

    @Test
    void anExecutorGoesOnCallingWhatThrowsErrors() throws InterruptedException {
        var called = new CountDownLatch(3);
        var executor = Executors.newSingleThreadScheduledExecutor();
        try {
            Runnable task = loop.guarded(() -> {
                called.countDown();
                throw new StackOverflowError();
            });
            executor.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);

            assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    private double errors() {
        return metrics.get("obscura.loop.errors")
                .tag("loop", "example")
                .counter()
                .count();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable trouble) throws T {
        throw (T) trouble;
    }
}
