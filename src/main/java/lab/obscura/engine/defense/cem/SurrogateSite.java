package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;

/** Where a surrogate computes on one batch: in Java, or where the engine keeps the features. The rules are the same. */
interface SurrogateSite extends PartState.Held {

    /** Where the features lie. The caller closes it. */
    static SurrogateSite of(FeatureBatch batch, PartState state, SlotAxis axis, int memory) {
        Optional<Batch> there = batch.resident();
        return state.graphs()
                .filter(graphs -> there.isPresent())
                .<SurrogateSite>map(graphs -> new KeptSite(batch, there.orElseThrow(), state, axis, memory, graphs))
                .orElseGet(() -> new HostSite(batch, state, axis, memory));
    }

    /** Computes here; whatever makes nodes does so inside. */
    <T> T within(Supplier<T> work);

    /** The batch and what is remembered, on a graph with these parameters as the state holds them. */
    BagSamples samples(Learned learned);

    /**
     * Brings numbers of variances; where an engine computes, in one copy.
     *
     * @param attention of each group of bags; empty without a gate
     * @param responsibilities of each group of bags; empty without slots
     */
    Measured measure(Detail detail, List<Gate.Attention> attention, List<Node> responsibilities);

    /** Numbers that somebody may ask for later. */
    List<Supplier<double[]>> unread(List<Node> numbers);

    /** One step against the gradient of a loss on samples of here. */
    void step(Learned learned, BagSamples samples, Node loss);

    /** Keeps of the batch what later bags need. */
    void remember();
}
