package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Once;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.KeptPulls;
import lab.obscura.engine.defense.cem.moments.KeptSpread;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentSpace;

/** {@link SlotAxis#POSITIONS}: as {@link ClassSlots#ofPositions}, a vector of each image and slot, and classes that compare them. */
final class KeptPositions implements KeptSite.Axis {

    private final FeatureBatch batch;
    private final Batch there;
    private final ResidentSpace space;
    private final List<Bag> images;
    private final Supplier<Node> features;

    KeptPositions(FeatureBatch batch, Batch there, ResidentSpace space) {
        this.batch = batch;
        this.there = there;
        this.space = space;
        this.images = Bags.images(batch);
        this.features = Once.of(() -> space.rows(there, batch.feature().channels()));
    }

    @Override
    public List<Bag> bags() {
        return images;
    }

    @Override
    public Node features() {
        return features.get();
    }

    @Override
    public Measured measure(Together bags, Detail detail, List<Gate.Attention> attention, List<Node> responsibilities) {
        List<Bag> classes = Bags.byClass(batch.labels(), batch.count());
        if (classes.isEmpty()) {
            return new Measured(
                    List.of(), List.of(), List.of(), () -> new KeptPulls(space, there, atSamples -> atSamples));
        }
        Node held = responsibilities.get(0).detached();
        Node weights = held.columnShares(0);
        Node vectors =
                weights.transposed().times(features().rowsAt(bags.rows())).asRows();
        Node shares = held.columnMeans().transposed().asRows();
        int slots = held.columns();
        List<int[]> rows = rows(classes, slots);
        Node counted = shares.rowsAt(rows);
        var spread = new KeptSpread(space.graph(), vectors.rowsAt(rows), counted, Detail.MEAN);
        List<double[]> numbers =
                space.read(List.of(spread.numbers().get(0), spread.numbers().get(1), counted.columnSums()));
        spread.take(numbers.get(0), numbers.get(1));
        double[] counts = rows.stream().mapToDouble(ofBag -> ofBag.length).toArray();
        var components = KeptSamples.components(spread, counts, numbers.get(2));
        return new Measured(
                classes,
                List.of(),
                IntStream.range(0, classes.size())
                        .mapToObj(c -> IntStream.range(0, slots)
                                .mapToObj(
                                        slot -> components.get(c * slots + slot).get(0))
                                .toList())
                        .toList(),
                () -> new KeptPulls(
                        space,
                        there,
                        atVectors -> weights.times(atVectors
                                        .rowsBack(rows, images.size() * slots)
                                        .stacked(images.size()))
                                .rowsBack(
                                        bags.rows(),
                                        batch.count()
                                                * batch.size()
                                                / features().columns())));
    }

    /** A bag of each class and slot, whose samples are the slot's vectors of the images; class after class. */
    private static List<int[]> rows(List<Bag> classes, int slots) {
        return classes.stream()
                .flatMap(ofClass -> IntStream.range(0, slots)
                        .mapToObj(slot -> IntStream.of(ofClass.rows())
                                .map(image -> image * slots + slot)
                                .toArray()))
                .toList();
    }

    @Override
    public void remember() {
        // Every image brings all of its positions.
    }
}
