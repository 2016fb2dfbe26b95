package lab.obscura.engine.defense.transform;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Keeps only the low frequencies of each channel of the feature.
 *
 * <p>Blurs what is sent at no cost for the network. It protects fine detail only: coarse shapes and colors pass.
 *
 * <p>Two-dimensional discrete cosine transform (orthonormal), coefficients with {@code u + v < share · (H + W)} are kept, inverse
 * transform. A projection: it is its own transpose, so the gradient passes through the same filter. Mi et al., 2023; {@code
 * docs/methods/noise-and-privacy.md#frequency-filter}.
 */
public final class FrequencyFilter implements FeatureTransform {

    static final Setting<Double> SHARE = Setting.decimal("share", 0.001, 1)
            .defaultsTo(0.5)
            .describedAs("Frequencies below this share of height plus width are kept; 1 keeps all");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(true);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("frequency-filter", "Frequency filtering (DCT)")
            .describedAs("Keeps only the low frequencies of what is sent")
            .from("Mi et al., 2023; Wang et al., 2022")
            .with(SHARE, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final double share;
    private final ActingTimes times;

    public FrequencyFilter(SettingsReader settings) {
        this.share = settings.get(SHARE);
        this.times = ActingTimes.of(settings);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean actsIn(Moment moment) {
        return times.include(moment);
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        ImageShape shape = features.shape();
        return new Sent(filtered(features.values(), shape), gradient -> filtered(gradient, shape));
    }

    private float[] filtered(float[] values, ImageShape shape) {
        int height = shape.height();
        int width = shape.width();
        double[][] rows = cosines(height);
        double[][] columns = cosines(width);
        float[] result = new float[values.length];
        double[][] plane = new double[height][width];
        for (int image = 0; image < values.length; image += shape.size()) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        plane[y][x] = values[image + (y * width + x) * shape.channels() + c];
                    }
                }
                double[][] spectrum = product(product(rows, plane), transposed(columns));
                for (int u = 0; u < height; u++) {
                    for (int v = 0; v < width; v++) {
                        spectrum[u][v] = u + v < share * (height + width) ? spectrum[u][v] : 0;
                    }
                }
                double[][] smooth = product(product(transposed(rows), spectrum), columns);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        result[image + (y * width + x) * shape.channels() + c] = (float) smooth[y][x];
                    }
                }
            }
        }
        return result;
    }

    /** Row u is the u-th basis vector of the orthonormal transform of length n. */
    private static double[][] cosines(int n) {
        double[][] basis = new double[n][n];
        for (int u = 0; u < n; u++) {
            double norm = Math.sqrt((u == 0 ? 1.0 : 2.0) / n);
            for (int x = 0; x < n; x++) {
                basis[u][x] = norm * StrictMath.cos(Math.PI * (2 * x + 1) * u / (2.0 * n));
            }
        }
        return basis;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }
}
