package lab.obscura.engine.estimate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Why none of some slots may take a run.
 *
 * @param what is short
 * @param needed megabytes
 * @param largest megabytes that a slot has, of those that have enough of the rest
 * @param build with code for GPUs for the run's engine
 */
public record Shortfall(Kind what, long needed, long largest, EngineBuild build) {

    /** What may be short. */
    public enum Kind {
        CARD(""),
        HEAP("heap"),
        OFF_HEAP("off-heap memory"),
        GPU_MEMORY("GPU memory");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Empty when one of the slots fits, and when none is known. */
    public static Optional<Shortfall> of(Resources needs, Collection<Resources> slots) {
        if (slots.isEmpty() || slots.stream().anyMatch(needs::fitInto)) {
            return Optional.empty();
        }
        return Optional.of(in(needs, slots));
    }

    private static Shortfall in(Resources needs, Collection<Resources> slots) {
        long heap = needs.memory().heapMegabytes();
        List<Resources> right = slots.stream()
                .filter(slot -> !needs.needCard() || needs.useCardOf(slot))
                .toList();
        ToLongFunction<Resources> heapOf = slot -> slot.memory().heapMegabytes();
        if (largest(slots, heapOf) < heap || !right.isEmpty() && largest(right, heapOf) < heap) {
            return new Shortfall(
                    Kind.HEAP, heap, largest(right.isEmpty() ? slots : right, heapOf), needs.engineBuild());
        }
        if (right.isEmpty()) {
            return new Shortfall(Kind.CARD, 0, 0, needs.engineBuild());
        }
        return ofTheEngine(
                needs,
                right.stream().filter(slot -> heapOf.applyAsLong(slot) >= heap).toList());
    }

    private static Shortfall ofTheEngine(Resources needs, List<Resources> roomy) {
        List<Resources> plain =
                roomy.stream().filter(slot -> !needs.useCardOf(slot)).toList();
        return plain.isEmpty()
                ? new Shortfall(
                        Kind.GPU_MEMORY,
                        needs.gpuMegabytes(),
                        largest(roomy, Resources::gpuMegabytes),
                        needs.engineBuild())
                : new Shortfall(
                        Kind.OFF_HEAP,
                        needs.memory().offHeapMegabytes(),
                        largest(plain, slot -> slot.memory().offHeapMegabytes()),
                        needs.engineBuild());
    }

    private static long largest(Collection<Resources> slots, ToLongFunction<Resources> megabytes) {
        return slots.stream().mapToLong(megabytes).max().orElse(0);
    }

    /** What is short, in words. */
    public String words() {
        return what.words;
    }

    /** What a run waits for, in words. */
    public String waiting() {
        return what == Kind.CARD
                ? "waits for a worker with a GPU, built with -P" + build.id()
                : String.format(
                        Locale.ROOT,
                        "waits for a larger worker: needs %d MB of %s, the largest worker has %d MB",
                        needed,
                        what.words,
                        largest);
    }
}
