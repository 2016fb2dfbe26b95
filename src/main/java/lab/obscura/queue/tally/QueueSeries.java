package lab.obscura.queue.tally;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.RunState;
import org.springframework.stereotype.Component;

/** Queue, slots, attempts and disk as series of Prometheus; docs/operations.md lists them. */
@Component
final class QueueSeries implements MeterBinder {

    private final Snapshots snapshots;
    private final Path home;

    QueueSeries(Snapshots snapshots, ObscuraProperties properties) {
        this.snapshots = snapshots;
        this.home = properties.home();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(RunState.values())
                .forEach(state -> gauge("obscura.runs", "Runs by state", one -> one.runs(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry));
        gauge("obscura.queue.oldest", "Age of the run that waits longest", Snapshot::oldestSeconds)
                .baseUnit("seconds")
                .register(registry);
        gauge("obscura.queue.paused", "1 while nothing new is claimed", one -> one.paused() ? 1 : 0)
                .register(registry);
        gauge("obscura.workers", "Workers that were heard of within a minute", Snapshot::workers)
                .register(registry);
        gauge("obscura.slots", "Slots of these workers", Snapshot::busySlots)
                .tag("use", "busy")
                .register(registry);
        gauge("obscura.slots", "Slots of these workers", one -> Math.max(0, one.slots() - one.busySlots()))
                .tag("use", "free")
                .register(registry);
        gauge("obscura.cards", "Cards of these workers", one -> one.cards().count())
                .register(registry);
        gauge("obscura.card.memory", "Memory of these cards", one -> one.cards().usedBytes())
                .tag("use", "used")
                .baseUnit("bytes")
                .register(registry);
        gauge(
                        "obscura.card.memory",
                        "Memory of these cards",
                        one -> one.cards().totalBytes() - one.cards().usedBytes())
                .tag("use", "free")
                .baseUnit("bytes")
                .register(registry);
        gauge(
                        "obscura.card.busy",
                        "Share of time in which these cards computed, their mean",
                        one -> one.cards().busy())
                .baseUnit("ratio")
                .register(registry);
        gauge("obscura.database", "What the database holds", Snapshot::databaseBytes)
                .baseUnit("bytes")
                .register(registry);
        counter("obscura.claims", "Runs that a worker took", Tally.CLAIMS, "").register(registry);
        Stream.of("succeeded", "failed", "cancelled", "interrupted")
                .forEach(end -> counter("obscura.attempts", "Attempts that ended, by how", Tally.ATTEMPTS, end)
                        .tag("end", end)
                        .register(registry));
        counter(
                        "obscura.fence.refusals",
                        "Writes of workers that were not the owner any more",
                        Tally.FENCE_REFUSALS,
                        "")
                .register(registry);
        counter("obscura.rescues", "Runs taken from a worker of which nothing was heard", Tally.RESCUES, "")
                .register(registry);
        used("obscura.used.processor", "Processor time of attempts, all threads", Snapshot::processorSeconds)
                .register(registry);
        used("obscura.used.card", "Time in which attempts held a card", Snapshot::cardSeconds)
                .register(registry);
        Gauge.builder("obscura.disk.free", () -> disk(true))
                .description("Free on the disk under obscura.home")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("obscura.disk.total", () -> disk(false))
                .description("Size of the disk under obscura.home")
                .baseUnit("bytes")
                .register(registry);
    }

    private Gauge.Builder<Snapshots> gauge(String name, String description, ToDoubleFunction<Snapshot> value) {
        return Gauge.builder(name, snapshots, all -> all.value(value))
                .description(description)
                .strongReference(true);
    }

    private FunctionCounter.Builder<Snapshots> counter(String name, String description, Tally tally, String label) {
        return FunctionCounter.builder(name, snapshots, all -> all.value(one -> one.count(tally, label)))
                .description(description);
    }

    private FunctionCounter.Builder<Snapshots> used(
            String name, String description, ToDoubleFunction<Snapshot> seconds) {
        return FunctionCounter.builder(name, snapshots, all -> all.value(seconds))
                .description(description)
                .baseUnit("seconds");
    }

    private double disk(boolean isFree) {
        try {
            var store = Files.getFileStore(home);
            return isFree ? store.getUsableSpace() : store.getTotalSpace();
        } catch (IOException gone) {
            return Double.NaN;
        }
    }
}
