package lab.obscura.engine.defense.cem.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.autograd.Matrix;

/**
 * The bags of one step: one per class of the batch that has at least two samples, or one per image with its positions for samples.
 *
 * @param features the batch's samples first, then the remembered ones; one row each
 * @param inBatch how many rows belong to the batch: only these have a gradient
 */
public record Bags(Matrix features, int inBatch, List<Bag> bags) {

    public Bags {
        bags = List.copyOf(bags);
    }

    /** Samples and their classes, none of them remembered. */
    public static Bags of(float[] features, int[] labels, int size) {
        return new Bags(matrix(features, size), labels.length, byClass(labels, labels.length));
    }

    /** Of each image of a batch the positions of its feature map, a row each; nothing remembered. */
    public static Bags ofPositions(FeatureBatch batch) {
        List<Bag> images = images(batch);
        Matrix rows = matrix(batch.clean(), batch.feature().channels());
        return new Bags(rows, rows.rows(), images);
    }

    /** The bags of that. */
    public static List<Bag> images(FeatureBatch batch) {
        int positions = batch.size() / batch.feature().channels();
        return IntStream.range(0, batch.count())
                .mapToObj(image -> new Bag(
                        batch.labels()[image],
                        IntStream.range(image * positions, (image + 1) * positions)
                                .toArray()))
                .toList();
    }

    /**
     * Of all training samples, the first few of each class. They come in the order of the epoch's shuffle, so these are a random
     * choice.
     */
    public static Bags of(EpochFeatures epoch, int mostPerClass) {
        var chosen = new ArrayList<Integer>();
        int[] seen = new int[epoch.classes()];
        for (int i = 0; i < epoch.labels().length; i++) {
            if (seen[epoch.labels()[i]]++ < mostPerClass) {
                chosen.add(i);
            }
        }
        int size = epoch.size();
        float[] features = new float[chosen.size() * size];
        int[] labels = new int[chosen.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(epoch.clean(), chosen.get(i) * size, features, i * size, size);
            labels[i] = epoch.labels()[chosen.get(i)];
        }
        return of(features, labels, size);
    }

    /** The bags of rows with these classes; classes that no row of the batch has are left out. */
    public static List<Bag> byClass(int[] labels, int inBatch) {
        return Arrays.stream(labels, 0, inBatch)
                .distinct()
                .sorted()
                .mapToObj(label -> new Bag(
                        label,
                        IntStream.range(0, labels.length)
                                .filter(row -> labels[row] == label)
                                .toArray()))
                .filter(bag -> bag.count() >= 2)
                .toList();
    }

    static Matrix matrix(float[] features, int size) {
        double[] values = new double[features.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = features[i];
        }
        return new Matrix(values.length / size, size, values);
    }

    /** The features of one bag, a row each. */
    public Matrix featuresOf(Bag bag) {
        int size = features.columns();
        Matrix result = Matrix.zeros(bag.count(), size);
        for (int i = 0; i < bag.count(); i++) {
            System.arraycopy(features.values(), bag.rows()[i] * size, result.values(), i * size, size);
        }
        return result;
    }
}
