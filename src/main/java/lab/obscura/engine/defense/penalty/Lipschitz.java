package lab.obscura.engine.defense.penalty;

import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The Lipschitz term of PATROL in our completion: features of two images may not lie far apart for how far the images do, so that the way
 * back from features to images magnifies what noise is in them.
 *
 * <p>Cheap. Without noise a smaller scale of the features hides nothing: a decoder undoes it. Meant together with {@code patrol} and
 * adversarial reconstruction.
 *
 * <p>{@code R = mean over random pairs of ‖z_i − z_j‖ / (‖x_i − x_j‖ + 10⁻⁶)}; {@code docs/methods/adversaries.md#lipschitz-term}.
 */
public final class Lipschitz implements Penalty {

    static final Setting<Double> WEIGHT =
            Setting.decimal("weight", 0, 1000).defaultsTo(0.01).describedAs("Share of the term in the loss");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("lipschitz", "Lipschitz term (PATROL)")
            .describedAs("Keeps features from lying further apart than their images do")
            .from("Ding et al., WACV 2024; the formula is ours")
            .with(WEIGHT);

    private static final double EPSILON = 1e-6;

    private final double weight;

    public Lipschitz(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    /** Each image of the batch with the next one in a random order, and the last one with the first. */
    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        int n = batch.count();
        if (weight == 0 || n < 2) {
            return PenaltyValue.none();
        }
        int[] order =
                batch.seeds().stream("lipschitz", batch.step().iteration()).permutation(n);
        return ResidentBatch.of(batch, state)
                .map(there -> there.penalty(weight, (constants, z) -> ratio(z, constants.of(there.images()), order)))
                .orElseGet(() -> onHost(batch, order));
    }

    /** Mean over all pairs of how far features lie apart by how far their images do. */
    private static Quantity ratio(Quantity features, Quantity images, int[] order) {
        int n = order.length;
        int[] next = IntStream.range(0, n).map(p -> order[(p + 1) % n]).toArray();
        Quantity apart = squaredDistances(images, order, next);
        Quantity squares = squaredDistances(features, order, next);
        Quantity counts = apart.isPositive().times(squares.isPositive());
        // Equal images say nothing, and at equal features the root has no derivative: it is taken of 1 there.
        // Elsewhere 0 is added, and not −1 and then 1: that would round a small distance to 0.
        Quantity distance = squares.times(counts).plus(counts.times(-1).plus(1)).root();
        return distance.times(counts).over(apart.root().plus(EPSILON)).mean();
    }

    private static Quantity squaredDistances(Quantity samples, int[] first, int[] second) {
        Quantity rows = samples.shaped(first.length, -1);
        return rows.chosen(first).minus(rows.chosen(second)).square().sum(1);
    }

    private PenaltyValue onHost(FeatureBatch batch, int[] order) {
        int n = batch.count();
        float[] images = batch.images().normalized();
        float[] clean = batch.clean();
        float[] gradient = new float[clean.length];
        double sum = 0;
        for (int p = 0; p < n; p++) {
            int i = order[p];
            int j = order[(p + 1) % n];
            double apart = distance(images, i, j, images.length / n);
            double features = distance(clean, i, j, batch.size());
            if (apart == 0 || features == 0) {
                continue; // equal images say nothing, and at equal features the distance has no derivative
            }
            sum += features / (apart + EPSILON) / n;
            addGradient(gradient, batch, i, j, 1 / (features * (apart + EPSILON) * n));
        }
        return new PenaltyValue(sum, gradient);
    }

    private static double distance(float[] values, int a, int b, int size) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            double difference = (double) values[a * size + d] - values[b * size + d];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** Of one pair, at both ends. */
    private void addGradient(float[] gradient, FeatureBatch batch, int i, int j, double factor) {
        int size = batch.size();
        for (int d = 0; d < size; d++) {
            double difference = (double) batch.clean()[i * size + d] - batch.clean()[j * size + d];
            float step = (float) (weight * factor * difference);
            gradient[i * size + d] += step;
            gradient[j * size + d] -= step;
        }
    }
}
