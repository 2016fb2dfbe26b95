package lab.obscura.remote.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.engine.data.images.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SetSizesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-30T10:00:00Z");
    private static final List<String> IDS = List.of("birds", "fish");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final Map<String, Long> disk = new ConcurrentHashMap<>(Map.of("birds", 10L, "fish", 20L));
    private final Semaphore lookedUp = new Semaphore(0);
    private SetSizes sizes = new SetSizes(this::bytes, clock);

    @AfterEach
    void close() {
        sizes.close();
    }

    private long bytes(String id) {
        lookedUp.release();
        if (!disk.containsKey(id)) {
            throw new DataException("Data set " + id + " cannot be read");
        }
        return disk.get(id);
    }

    @Test
    void areLookedUpOnceAMinute() {
        assertThat(sizes.of(IDS)).isEqualTo(Map.of("birds", 10L, "fish", 20L));
        disk.put("birds", 11L);
        now.set(BEGIN.plusSeconds(59));
        assertThat(sizes.of(IDS)).containsEntry("birds", 10L);
        assertThat(lookedUp.drainPermits()).isEqualTo(2);

        now.set(BEGIN.plusSeconds(60));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(sizes.of(IDS)).containsEntry("birds", 11L));
    }

    @Test
    void aSetThatCannotBeLookedAtKeepsWhatIsKnown() {
        sizes.of(IDS);
        disk.remove("birds");
        disk.put("fish", 21L);
        now.set(BEGIN.plus(Duration.ofMinutes(2)));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(sizes.of(IDS)).isEqualTo(Map.of("birds", 10L, "fish", 21L)));
    }

    @Test
    void anUnforeseenFailureHidesNoOtherSet() {
        sizes.close();
        sizes = new SetSizes(
                id -> {
                    if (id.equals(IDS.get(0))) {
                        throw new IllegalStateException("unforeseen");
                    }
                    return bytes(id);
                },
                clock);

        assertThat(sizes.of(IDS)).containsOnlyKeys(IDS.subList(1, IDS.size()));
    }

    @Test
    void aDiskThatHangsHoldsNobodyWhoMayHaveWhatIsKnown() throws InterruptedException {
        var hangs = new CountDownLatch(1);
        var looks = new CountDownLatch(1);
        sizes.close();
        sizes = new SetSizes(
                id -> {
                    if (now.get().isAfter(BEGIN)) {
                        looks.countDown();
                        awaitUninterrupted(hangs);
                    }
                    return bytes(id);
                },
                clock);
        sizes.of(IDS);
        now.set(BEGIN.plus(Duration.ofMinutes(2)));

        Map<String, Long> meanwhile = sizes.of(IDS);
        looks.await();
        Map<String, Long> whileItHangs = sizes.of(IDS);
        hangs.countDown();

        assertThat(meanwhile).isEqualTo(Map.of("birds", 10L, "fish", 20L));
        assertThat(whileItHangs).isEqualTo(meanwhile);
    }

    /** What a hanging disk does to whoever asks it. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
