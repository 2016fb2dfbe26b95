package lab.obscura.experiment;

import java.util.Locale;
import java.util.Optional;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.MemoryEstimate;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Queue;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Whether more runs may be queued: each must fit into a slot, there must be disk for what they write, and nobody fills the queue alone.
 */
@Component
final class Admission {

    private final Queue queue;
    private final DiskGuard disk;
    private final int quota;
    private final ObscuraProperties.Worker slot;

    Admission(Queue queue, DiskGuard disk, ObscuraProperties properties) {
        this.queue = queue;
        this.disk = disk;
        this.quota = properties.queue().quota();
        this.slot = properties.worker();
    }

    /**
     * Compares what a run needs with what a slot has, as this service is configured.
     *
     * @throws SettingsException with the numbers
     */
    void checkSize(Resolved resolved) {
        MemoryEstimate need = MemoryEstimate.of(resolved.definition(), resolved.info());
        MemoryEstimate.Stage heap = need.largestHeap();
        if (heap.heapMegabytes() > slot.heap().toMegabytes()) {
            String size = tooLarge(heap.heapMegabytes(), heap);
            throw new SettingsException(new FieldError(
                    "dataset.trainLimit",
                    fits("heap", slot.heap()),
                    size,
                    "Take fewer images, or smaller ones (dataset.imageSize), or raise obscura.worker.heap"));
        }
        MemoryEstimate.Stage batches = need.largestNative();
        if (batches.nativeMegabytes() > slot.offHeap().toMegabytes()) {
            String size = tooLarge(batches.nativeMegabytes(), batches);
            throw new SettingsException(new FieldError(
                    batches.wayOut().field(),
                    fits("off-heap", slot.offHeap()),
                    size,
                    batches.wayOut().hint() + ", or raise obscura.worker.off-heap"));
        }
    }

    private static String fits(String kind, DataSize limit) {
        return String.format(
                Locale.ROOT,
                "small enough for the %d MB of a worker slot (obscura.worker.%s)",
                limit.toMegabytes(),
                kind);
    }

    private static String tooLarge(long megabytes, MemoryEstimate.Stage stage) {
        return String.format(Locale.ROOT, "about %d MB during \"%s\"", megabytes, stage.name());
    }

    /**
     * Exact when nobody else queues runs of this submitter meanwhile.
     *
     * @throws Problem when the runs must not be queued now
     */
    void checkRoom(Actor submitter, int runs) {
        Optional<String> shortage = disk.shortage();
        if (shortage.isPresent()) {
            throw new Problem(ErrorType.DISK_FULL, "Nothing was queued: " + shortage.get());
        }
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
}
