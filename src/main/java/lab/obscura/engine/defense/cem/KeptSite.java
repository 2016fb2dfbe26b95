package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.KeptLearning;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.KeptPulls;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.graph.ResidentSpace;

/** Where an engine keeps the features: all bags of a batch side by side. Only numbers of variances and losses travel. */
final class KeptSite implements SurrogateSite {

    /** A {@link SlotAxis} where an engine computes. */
    interface Axis {

        List<Bag> bags();

        /** The rows that the bags are made of, those of the batch first. */
        Node features();

        /** @param bags all of them */
        Measured measure(Together bags, Detail detail, List<Gate.Attention> attention, List<Node> responsibilities);

        /** Keeps of the batch what later bags need. */
        void remember();
    }

    private final Batch there;
    private final PartState state;
    private final ResidentGraphs graphs;
    private final ResidentSpace space;
    private final Axis axis;
    private final List<Together> groups;

    KeptSite(FeatureBatch batch, Batch there, PartState state, SlotAxis axis, int memory, ResidentGraphs graphs) {
        this.there = there;
        this.state = state;
        this.graphs = graphs;
        this.space = graphs.open();
        this.axis = axis == SlotAxis.SAMPLES
                ? new KeptSamples(batch, there, state, memory, graphs, space)
                : new KeptPositions(batch, there, space);
        this.groups = this.axis.bags().isEmpty() ? List.of() : List.of(Together.of(this.axis.bags()));
    }

    @Override
    public <T> T within(Supplier<T> work) {
        return space.within(work);
    }

    @Override
    public BagSamples samples(Learned learned) {
        return new BagSamples(KeptLearning.in(state, learned, graphs).graph(space), axis.features(), groups);
    }

    @Override
    public Measured measure(Detail detail, List<Gate.Attention> attention, List<Node> responsibilities) {
        return attention.isEmpty() && responsibilities.isEmpty()
                ? nothing()
                : axis.measure(groups.get(0), detail, attention, responsibilities);
    }

    /** No class has two samples. */
    private Measured nothing() {
        return new Measured(List.of(), List.of(), List.of(), () -> new KeptPulls(space, there, atSamples -> atSamples));
    }

    @Override
    public List<Supplier<double[]>> unread(List<Node> numbers) {
        return space.unread(numbers);
    }

    @Override
    public void step(Learned learned, BagSamples samples, Node loss) {
        KeptLearning.in(state, learned, graphs).step(learned.adam(), space, samples.graph(), loss, state);
    }

    @Override
    public void remember() {
        axis.remember();
    }

    @Override
    public void close() {
        space.close();
    }
}
