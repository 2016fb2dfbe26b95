package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.moments.HostMoments;

/**
 * The slots of each class in Java, whatever they competed for.
 *
 * @param bags the vectors whose variance counts; one bag per class
 * @param components of each bag
 * @param back turns a gradient with respect to those vectors into one with respect to the batch's features
 */
record ClassSlots(Bags bags, List<List<SlotComponent>> components, UnaryOperator<double[]> back) {

    /** Slots that competed for the samples of a class: the vectors are the features. */
    static ClassSlots ofSamples(Bags bags, List<List<SlotComponent>> components) {
        return new ClassSlots(bags, components, gradient -> gradient);
    }

    /**
     * Slots that competed for the positions of each image: the vectors are the means of the positions, weighted by responsibility, and a
     * class compares the same slot of its images. Each image counts with the share of its positions that the slot holds.
     *
     * @param images a bag per image of the batch, a row per position
     * @param ofImages the components of each image
     */
    static ClassSlots ofPositions(Bags images, List<List<SlotComponent>> ofImages) {
        int slots = ofImages.get(0).size();
        int[] labels = images.bags().stream().mapToInt(Bag::label).toArray();
        List<Bag> classes = Bags.byClass(labels, labels.length);
        Bags pooled = new Bags(pooled(ofImages, images.features().columns()), labels.length * slots, classes);
        List<List<SlotComponent>> components = classes.stream()
                .map(ofClass -> IntStream.range(0, slots)
                        .mapToObj(slot -> component(pooled, ofClass, ofImages, slot))
                        .toList())
                .toList();
        return new ClassSlots(pooled, components, gradient -> spread(gradient, images, ofImages));
    }

    /** A row per image and slot. */
    private static Matrix pooled(List<List<SlotComponent>> ofImages, int size) {
        List<SlotComponent> all = ofImages.stream().flatMap(List::stream).toList();
        Matrix pooled = Matrix.zeros(all.size(), size);
        for (int row = 0; row < all.size(); row++) {
            System.arraycopy(moments(all.get(row)).mean(), 0, pooled.values(), row * size, size);
        }
        return pooled;
    }

    private static SlotComponent component(Bags pooled, Bag ofClass, List<List<SlotComponent>> ofImages, int slot) {
        int slots = ofImages.get(0).size();
        double[] held = new double[ofClass.count()];
        int[] rows = new int[ofClass.count()];
        for (int i = 0; i < rows.length; i++) {
            int image = ofClass.rows()[i];
            rows[i] = image * slots + slot;
            held[i] = ofImages.get(image).get(slot).share();
        }
        return SlotComponent.of(pooled, new Bag(ofClass.label(), rows), held);
    }

    private static HostMoments moments(SlotComponent slot) {
        return (HostMoments) slot.moments();
    }

    private static double[] spread(double[] pooled, Bags images, List<List<SlotComponent>> ofImages) {
        int size = images.features().columns();
        double[] gradient = new double[images.inBatch() * size];
        int row = 0;
        for (List<SlotComponent> ofImage : ofImages) {
            for (SlotComponent slot : ofImage) {
                moments(slot).addMeanGradient(pooled, row++ * size, gradient);
            }
        }
        return gradient;
    }
}
