package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.HostGraph;
import lab.obscura.engine.defense.autograd.HostNode;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.HostMoments;
import lab.obscura.engine.defense.cem.moments.HostPulls;
import lab.obscura.engine.network.graph.Node;

/** In Java, bag by bag. */
final class HostSite implements SurrogateSite {

    private final FeatureBatch batch;
    private final PartState state;
    private final SlotAxis axis;
    private final MemoryBank bank;
    private final Bags bags;

    HostSite(FeatureBatch batch, PartState state, SlotAxis axis, int memory) {
        this.batch = batch;
        this.state = state;
        this.axis = axis;
        this.bank = MemoryBank.in(state, memory, batch);
        this.bags = axis.bags(batch, bank);
    }

    @Override
    public <T> T within(Supplier<T> work) {
        return work.get();
    }

    @Override
    public BagSamples samples(Learned learned) {
        return BagSamples.of(parameters(learned), bags);
    }

    private LearnedParameters parameters(Learned learned) {
        return LearnedParameters.in(state, learned.initials(), learned.seeds());
    }

    @Override
    public Measured measure(Detail detail, List<Gate.Attention> attention, List<Node> responsibilities) {
        var gated = new ArrayList<Measured.Gated>();
        for (int b = 0; b < attention.size(); b++) {
            gated.add(gated(b, attention.get(b)));
        }
        if (responsibilities.isEmpty()) {
            return new Measured(bags.bags(), gated, List.of(), () -> pulls(ClassSlots.ofSamples(bags, List.of())));
        }
        List<Matrix> held =
                responsibilities.stream().map(HostNode::of).map(HostNode::value).toList();
        ClassSlots slotted = axis.classes(bags, SlotComponent.of(bags, held));
        return new Measured(slotted.bags().bags(), gated, slotted.components(), () -> pulls(slotted));
    }

    private Measured.Gated gated(int bag, Gate.Attention attention) {
        Matrix weights = HostNode.of(attention.weights()).value();
        var moments = new ArrayList<FeatureMoments>();
        for (int head = 0; head < weights.columns(); head++) {
            moments.add(HostMoments.unbiased(bags, bags.bags().get(bag), weights.column(head)));
        }
        return new Measured.Gated(HostNode.of(attention.shares()).value().values(), moments);
    }

    private static HostPulls pulls(ClassSlots slotted) {
        int values = slotted.bags().inBatch() * slotted.bags().features().columns();
        return new HostPulls(values, slotted.back());
    }

    @Override
    public List<Supplier<double[]>> unread(List<Node> numbers) {
        return numbers.stream()
                .<Supplier<double[]>>map(node -> () -> HostNode.of(node).value().values())
                .toList();
    }

    @Override
    public void step(Learned learned, BagSamples samples, Node loss) {
        var gradients = ((HostGraph) samples.graph()).gradients(loss);
        learned.adam().step(parameters(learned), gradients, state);
    }

    @Override
    public void remember() {
        axis.remember(bank, batch, state);
    }

    @Override
    public void close() {
        // Java collects it.
    }
}
