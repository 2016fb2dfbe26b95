package lab.obscura.engine.defense.penalty;

import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Distance correlation between inputs and features: small when the distances between features tell little about the distances
 * between the images.
 *
 * <p>Cheap for small features, and needs no second network. It looks at geometry only, and its estimate from small batches is far
 * above zero even for independent data.
 *
 * <p>{@code dCor = sqrt(mean(A ⊙ B)) / sqrt(sqrt(mean(A ⊙ A)) · sqrt(mean(B ⊙ B)))}, A and B the double-centered distance matrices;
 * {@code docs/methods/penalties.md#distance-correlation}. Paper: Vepakomma et al. (NoPeek), 2020.
 */
public final class DistanceCorrelation implements Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(1.0)
            .describedAs("Share of the penalty in the loss; ResSFL compares with 1, 1.5 and 2");

    /** Between two features. */
    enum Distance {
        EUCLIDEAN,
        SQUARED
    }

    static final Setting<Distance> DISTANCE = Setting.choice("distance", Distance.class)
            .defaultsTo(Distance.EUCLIDEAN)
            .describedAs("Euclidean as in the paper, or squared as in a variant of the public code");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("distance-correlation", "Distance correlation (NoPeek)")
            .describedAs("Makes the distances between features tell little about the distances between images")
            .from("Vepakomma et al., NoPeek, 2020")
            .with(WEIGHT, DISTANCE);

    /** Keeps the roots and their derivatives finite. */
    private static final double EPSILON = 1e-7;

    private final double weight;
    private final boolean squared;

    public DistanceCorrelation(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.squared = settings.get(DISTANCE) == Distance.SQUARED;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        int n = batch.count();
        double[][] distances = distances(batch.clean(), n);
        double[][] a = centered(distances(batch.images().normalized(), n));
        double[][] b = centered(distances);
        double ab = meanProduct(a, b) + EPSILON;
        double aa = meanProduct(a, a) + EPSILON;
        double bb = meanProduct(b, b) + EPSILON;
        double value = Math.sqrt(ab) / Math.sqrt(Math.sqrt(aa) * Math.sqrt(bb));
        double[][] derivatives = new double[n][n]; // of the value with respect to each distance
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                derivatives[i][j] = value / 2 * (a[i][j] / ab - b[i][j] / bb) / ((double) n * n);
            }
        }
        return new PenaltyValue(value, gradient(batch, distances, derivatives));
    }

    private double[][] distances(float[] values, int n) {
        int size = values.length / n;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int d = 0; d < size; d++) {
                    double difference = (double) values[i * size + d] - values[j * size + d];
                    sum += difference * difference;
                }
                result[i][j] = squared ? sum : Math.sqrt(Math.max(sum, EPSILON));
                result[j][i] = result[i][j];
            }
            result[i][i] = squared ? 0 : Math.sqrt(EPSILON);
        }
        return result;
    }

    private static double[][] centered(double[][] distances) {
        int n = distances.length;
        double[] means = new double[n]; // of rows and, by symmetry, of columns
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += distances[i][j] / n;
            }
            all += means[i] / n;
        }
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = distances[i][j] - means[i] - means[j] + all;
            }
        }
        return result;
    }

    private static double meanProduct(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum / ((double) a.length * a.length);
    }

    /** Every pair counts twice, as row and as column; a distance at the floor of the root has no derivative. */
    private float[] gradient(FeatureBatch batch, double[][] distances, double[][] derivatives) {
        int size = batch.size();
        float[] clean = batch.clean();
        double[] gradient = new double[clean.length];
        double floor = Math.sqrt(EPSILON);
        for (int i = 0; i < batch.count(); i++) {
            for (int j = 0; j < i; j++) {
                boolean flat = !squared && distances[i][j] <= floor;
                double factor = flat ? 0 : 2 * derivatives[i][j] * (squared ? 2 : 1 / distances[i][j]);
                for (int d = 0; d < size; d++) {
                    double step = factor * ((double) clean[i * size + d] - clean[j * size + d]);
                    gradient[i * size + d] += step;
                    gradient[j * size + d] -= step;
                }
            }
        }
        float[] weighted = new float[gradient.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = (float) (weight * gradient[i]);
        }
        return weighted;
    }
}
