package lab.obscura.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.MemoryEstimate;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Shortfall;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import lab.obscura.queue.workers.Workers;
import lab.obscura.quota.Asked;
import lab.obscura.quota.QuotaLine;
import lab.obscura.quota.Quotas;
import org.springframework.stereotype.Component;

/**
 * Whether more runs may be queued: each must fit into a slot, there must be disk for what they write, and nobody fills the queue alone.
 */
@Component
final class Admission {

    private static final Map<Shortfall.Kind, String> SETTINGS = Map.of(
            Shortfall.Kind.HEAP, "obscura.worker.heap",
            Shortfall.Kind.OFF_HEAP, "obscura.worker.off-heap",
            Shortfall.Kind.GPU_MEMORY, "obscura.worker.gpu-memory");

    private final Queue queue;
    private final Workers workers;
    private final DiskGuard disk;
    private final Quotas quotas;
    private final int quota;
    private final Resources own;

    Admission(Queue queue, Workers workers, DiskGuard disk, Quotas quotas, ObscuraProperties properties) {
        this.queue = queue;
        this.quotas = quotas;
        this.workers = workers;
        this.disk = disk;
        this.quota = properties.queue().quota();
        var slot = properties.worker();
        this.own = Resources.withoutCard(
                new Resources.Memory(slot.heap().toMegabytes(), slot.offHeap().toMegabytes()),
                EngineBuild.ofThisProgram());
    }

    /**
     * Compares what a run needs with the slots of the workers that were there lately; as long as there was none, with one of this service's
     * own settings. A run that only lacks a worker with a card may wait for one.
     *
     * @throws SettingsException with the numbers
     */
    void checkSize(Resolved resolved) {
        checkSize(resolved, slots());
    }

    /** What there is to compare with. */
    List<Resources> slots() {
        List<Resources> seen = workers.seenSlots();
        return seen.isEmpty() ? List.of(own) : seen;
    }

    /** The same for many definitions, with the slots read once. */
    void checkSize(Resolved resolved, List<Resources> slots) {
        Resources needs = Resources.neededBy(resolved.definition(), resolved.info());
        Optional<Shortfall> shortfall = Shortfall.of(needs, slots);
        if (shortfall.isEmpty() || shortfall.get().what() == Shortfall.Kind.CARD) {
            return;
        }
        MemoryEstimate estimate = MemoryEstimate.of(resolved.definition(), resolved.info());
        throw new SettingsException(tooLarge(estimate, shortfall.get()));
    }

    private static FieldError tooLarge(MemoryEstimate estimate, Shortfall shortfall) {
        boolean isHeap = shortfall.what() == Shortfall.Kind.HEAP;
        MemoryEstimate.Stage stage = isHeap ? estimate.largestHeap() : estimate.largestNative();
        MemoryEstimate.WayOut wayOut = isHeap
                ? new MemoryEstimate.WayOut(
                        "dataset.trainLimit", "Take fewer images, or smaller ones (dataset.imageSize)")
                : stage.wayOut();
        String setting = SETTINGS.get(shortfall.what());
        String rule = String.format(
                Locale.ROOT,
                "small enough for the %d MB of %s of the largest worker slot (%s)",
                shortfall.largest(),
                shortfall.words(),
                setting);
        String size = String.format(Locale.ROOT, "about %d MB during \"%s\"", shortfall.needed(), stage.name());
        String said = String.format(
                Locale.ROOT,
                "This run needs about %d MB of %s during %s; the largest worker slot has %d MB (%s)",
                shortfall.needed(),
                shortfall.words(),
                stage.name(),
                shortfall.largest(),
                setting);
        return new FieldError(
                wayOut.field(), rule, size, wayOut.hint() + ", or start a worker with a larger " + setting, said);
    }

    /**
     * Exact when nobody else queues runs of this submitter meanwhile.
     *
     * @throws Problem when the runs must not be queued now
     */
    void checkRoom(Actor submitter, List<NewRun> all) {
        Optional<String> shortage = disk.shortage();
        if (shortage.isPresent()) {
            throw new Problem(ErrorType.DISK_FULL, "Nothing was queued: " + shortage.get());
        }
        if (!submitter.account().isEmpty()) {
            quotas.check(submitter, asked(all));
            return;
        }
        int runs = all.size();
        int waiting = queue.waiting(submitter);
        if (waiting + runs > quota) {
            throw new Problem(
                    ErrorType.TOO_MANY_QUEUED,
                    String.format(
                            Locale.ROOT,
                            "Submitter %s already has %d queued runs; %d more would exceed the limit of %d "
                                    + "(obscura.queue.quota). Nothing was queued. Resubmit when some have finished, or "
                                    + "cancel some",
                            submitter,
                            waiting,
                            runs,
                            quota));
        }
    }

    private static Asked asked(List<NewRun> runs) {
        return new Asked(
                runs.size(),
                runs.stream().mapToDouble(run -> run.use().processorSeconds()).sum(),
                runs.stream().mapToDouble(run -> run.use().cardSeconds()).sum());
    }

    /** How the quotas would stand after a submission; none where there are no accounts. */
    List<QuotaLine> quotas(Actor submitter, Asked asked) {
        return quotas.standing(submitter, asked);
    }
}
