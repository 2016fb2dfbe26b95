package lab.obscura.engine.estimate;

import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.DeviceChoice;

/**
 * What a run needs, or what one slot of a worker has.
 *
 * @param device of a run: {@code cpu}, {@code cuda} or {@code auto}; of a slot: {@code cuda} where it has a card, else {@code cpu}
 * @param memory of the run's process
 * @param gpuMegabytes of a run: what its networks take on a card; of a slot: its share of the card, 0 where that is not known
 * @param engineBuild of a run: the build with code for GPUs for its engine; of a slot: the build of its program
 */
public record Resources(DeviceChoice device, Memory memory, long gpuMegabytes, EngineBuild engineBuild) {

    /** A run of which nothing is known: an earlier version queued it. */
    public static final Resources UNKNOWN = new Resources(DeviceChoice.AUTO, new Memory(0, 0), 0, EngineBuild.CPU);

    /** @param offHeapMegabytes of the engine, while it computes on the CPU */
    public record Memory(long heapMegabytes, long offHeapMegabytes) {}

    /** What a run of an experiment needs, roughly. */
    public static Resources neededBy(ExperimentDefinition definition, DatasetInfo info) {
        MemoryEstimate estimate = MemoryEstimate.of(definition, info);
        long networks = estimate.largestNative().nativeMegabytes();
        return new Resources(
                definition.device(),
                new Memory(estimate.largestHeap().heapMegabytes(), networks),
                definition.device() == DeviceChoice.CPU ? 0 : estimate.largestOnCard(),
                EngineBuild.withCudaFor(definition.engine()));
    }

    /** A slot without a card. */
    public static Resources withoutCard(Memory memory, EngineBuild build) {
        return new Resources(DeviceChoice.CPU, memory, 0, build);
    }

    /** A slot with its share of a card. */
    public static Resources withCard(Memory memory, long gpuMegabytes, EngineBuild build) {
        return new Resources(DeviceChoice.CUDA, memory, gpuMegabytes, build);
    }

    /** Whether a slot may take a run with these needs: the rule that the queue's claim follows, too. */
    public boolean fitInto(Resources slot) {
        if (memory.heapMegabytes() > slot.memory.heapMegabytes()) {
            return false;
        }
        return useCardOf(slot)
                ? slot.gpuMegabytes == 0 || gpuMegabytes <= slot.gpuMegabytes
                : !needCard() && memory.offHeapMegabytes() <= slot.memory.offHeapMegabytes();
    }

    boolean needCard() {
        return device == DeviceChoice.CUDA;
    }

    /** Whether networks would lie on the slot's card. */
    boolean useCardOf(Resources slot) {
        return device != DeviceChoice.CPU && slot.device == DeviceChoice.CUDA && slot.engineBuild == engineBuild;
    }
}
