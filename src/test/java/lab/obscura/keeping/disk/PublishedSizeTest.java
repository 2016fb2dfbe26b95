package lab.obscura.keeping.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.obscura.execution.checkpoints.CheckpointStore;
import lab.obscura.execution.checkpoints.StoreException;
import lab.obscura.execution.checkpoints.StoreFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedSizeTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final CheckpointStore store = mock(CheckpointStore.class);
    private final Clock clock = mock(Clock.class);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final PublishedSize size = new PublishedSize(StoreFixture.of(store), clock, Duration.ofSeconds(30), thread);

    @BeforeEach
    void itIsNoon() {
        when(clock.instant()).thenReturn(NOW);
    }

    @AfterEach
    void end() {
        size.destroy();
    }

    @Test
    void theStoreIsAskedOnceInTenMinutesUnlessSomebodyWantsToKnowAnew() {
        when(store.bytes()).thenReturn(74L, 148L, 222L);

        long first = size.bytes(false).orElseThrow();
        when(clock.instant()).thenReturn(NOW.plusSeconds(599));
        long soon = size.bytes(false).orElseThrow();
        long anew = size.bytes(true).orElseThrow();
        when(clock.instant()).thenReturn(NOW.plusSeconds(1300));
        long later = size.bytes(false).orElseThrow();

        assertThat(first).isEqualTo(74);
        assertThat(soon).isEqualTo(74);
        assertThat(anew).isEqualTo(148);
        assertThat(later).isEqualTo(222);
        verify(store, times(3)).bytes();
    }

    @Test
    void ofAStoreThatIsAwayNothingIsKnownUntilItIsBack() {
        when(store.bytes()).thenThrow(mock(StoreException.class)).thenReturn(74L);

        assertThat(size.bytes(false)).isEmpty();
        assertThat(size.bytes(false)).hasValue(74);
    }

    @Test
    void nobodyWaitsLongForASlowStoreWhoseAnswerServesLater() throws Exception {
        var answers = new CountDownLatch(1);
        when(store.bytes()).thenAnswer(asked -> {
            answers.await();
            return 74L;
        });
        var hasty = new PublishedSize(StoreFixture.of(store), clock, Duration.ofMillis(1), thread);

        boolean knownAtOnce =
                hasty.bytes(false).isPresent() || hasty.bytes(true).isPresent();
        answers.countDown();
        thread.submit(() -> {}).get();

        assertThat(knownAtOnce).isFalse();
        assertThat(hasty.bytes(false)).hasValue(74);
        verify(store, times(1)).bytes();
    }
}
