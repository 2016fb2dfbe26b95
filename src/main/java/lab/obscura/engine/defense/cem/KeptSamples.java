package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Once;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.KeptBank;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.KeptPulls;
import lab.obscura.engine.defense.cem.moments.KeptSpread;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.graph.ResidentSpace;

/** {@link SlotAxis#SAMPLES}: the features of the batch, and below them what is remembered of its classes. */
final class KeptSamples implements KeptSite.Axis {

    private final FeatureBatch batch;
    private final Batch there;
    private final PartState state;
    private final ResidentSpace space;
    private final KeptBank.Found bank;
    private final Supplier<Node> features;

    KeptSamples(
            FeatureBatch batch, Batch there, PartState state, int memory, ResidentGraphs graphs, ResidentSpace space) {
        this.batch = batch;
        this.there = there;
        this.state = state;
        this.space = space;
        this.bank = KeptBank.in(state, memory, batch, graphs);
        this.features = Once.of(() -> bank.rows(space, there, batch.labels()));
    }

    @Override
    public List<Bag> bags() {
        return bank.bags();
    }

    @Override
    public Node features() {
        return features.get();
    }

    @Override
    public Measured measure(Together bags, Detail detail, List<Gate.Attention> attention, List<Node> responsibilities) {
        Node samples = features().rowsAt(bags.rows());
        var asked = new ArrayList<Node>();
        List<KeptSpread> gated = attention.stream()
                .map(one -> new KeptSpread(space.graph(), samples, one.weights(), detail))
                .toList();
        List<KeptSpread> slotted = responsibilities.stream()
                .map(held -> new KeptSpread(space.graph(), samples, held, Detail.MEAN))
                .toList();
        gated.forEach(spread -> asked.addAll(spread.numbers()));
        slotted.forEach(spread -> asked.addAll(spread.numbers()));
        attention.forEach(one -> asked.add(one.shares()));
        responsibilities.forEach(held -> asked.add(held.detached().columnSums()));
        List<double[]> numbers = new ArrayList<>(space.read(asked));
        gated.forEach(spread -> spread.take(numbers.remove(0), numbers.remove(0)));
        slotted.forEach(spread -> spread.take(numbers.remove(0), numbers.remove(0)));
        List<List<Measured.Gated>> ofGates = gated.stream()
                .map(spread -> gated(spread, bags, numbers.remove(0)))
                .toList();
        List<List<List<SlotComponent>>> ofSlots = slotted.stream()
                .map(spread -> components(spread, bags.counts(), numbers.remove(0)))
                .toList();
        return new Measured(
                bags(),
                only(ofGates),
                only(ofSlots),
                () -> new KeptPulls(space, there, atSamples -> atSamples.rowsBack(bags.rows(), rows())));
    }

    /** All bags are one group. */
    private static <T> List<T> only(List<List<T>> ofGroups) {
        return ofGroups.isEmpty() ? List.of() : ofGroups.get(0);
    }

    private int rows() {
        return batch.count() + bank.remembered(batch.labels());
    }

    /** @param shares of the heads in each bag, or in all bags alike */
    private static List<Measured.Gated> gated(KeptSpread spread, Together bags, double[] shares) {
        int heads = spread.columns();
        return IntStream.range(0, bags.size())
                .mapToObj(bag -> {
                    int from = shares.length == heads ? 0 : bag * heads;
                    List<FeatureMoments> moments = IntStream.range(0, heads)
                            .mapToObj(head -> spread.unbiased(bag, head))
                            .toList();
                    return new Measured.Gated(Arrays.copyOfRange(shares, from, from + heads), moments);
                })
                .toList();
    }

    /**
     * The columns of each bag as components.
     *
     * @param counts of each bag's samples
     * @param masses of each bag and column
     */
    static List<List<SlotComponent>> components(KeptSpread spread, double[] counts, double[] masses) {
        int slots = spread.columns();
        return IntStream.range(0, counts.length)
                .mapToObj(bag -> IntStream.range(0, slots)
                        .mapToObj(slot -> new SlotComponent(
                                masses[bag * slots + slot] / counts[bag],
                                masses[bag * slots + slot],
                                spread.plain(bag, slot)))
                        .toList())
                .toList();
    }

    @Override
    public void remember() {
        bank.remember(space, batch, there, state);
    }
}
