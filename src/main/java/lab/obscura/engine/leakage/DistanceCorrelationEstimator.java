package lab.obscura.engine.leakage;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Distance correlation of images and what is sent for them, in the forms of NoPeek and of SiftFunnel. Biased upward for few images:
 * independent data give a clearly positive value, so only values at the same number of images may be compared.
 *
 * <p>(A) {@code sqrt(mean(A⊙B)) / sqrt(sqrt(mean(A⊙A)) sqrt(mean(B⊙B)))}, (B) {@code mean(A⊙B) / sqrt(mean(A⊙A) mean(B⊙B))} of the
 * doubly centered distances; {@code docs/methods/leakage-estimators.md#distance-correlation}.
 */
public final class DistanceCorrelationEstimator implements LeakageEstimator {

    private static final double SMALLEST = 1e-7;

    static final Setting<Integer> IMAGES = Setting.integer("images", 2, 4000)
            .defaultsTo(128)
            .describedAs("So many test images, drawn at random; compare only at equal numbers");

    public static final Info INFO = Info.of("distance-correlation", "Distance correlation")
            .describedAs("Says how far distances between images are kept by what is sent for them")
            .from("Vepakomma et al. (NoPeek) 2020; SiftFunnel")
            .with(IMAGES);

    private final SettingsReader settings;

    public DistanceCorrelationEstimator(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean isTakenByDefault() {
        return true;
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        MeasuredFeatures.Part test = features.test();
        int n = Math.min(settings.get(IMAGES), test.images().count());
        int[] order = features.seeds().stream("distanceCorrelation")
                .permutation(test.images().count());
        int size = features.feature().size();
        float[][] images = new float[n][];
        float[][] sent = new float[n][];
        for (int i = 0; i < n; i++) {
            images[i] = test.images().image(order[i]);
            sent[i] = java.util.Arrays.copyOfRange(test.sent(), order[i] * size, (order[i] + 1) * size);
        }
        Forms forms = of(images, sent);
        var values = new LinkedHashMap<String, Double>();
        values.put("features.distanceCorrelation.nopeek", forms.noPeek());
        values.put("features.distanceCorrelation.siftfunnel", forms.siftFunnel());
        values.put("features.distanceCorrelation.images", (double) n);
        return values;
    }

    /** Both forms on the same samples. */
    record Forms(double noPeek, double siftFunnel) {}

    static Forms of(float[][] x, float[][] z) {
        double[][] a = centered(distances(x));
        double[][] b = centered(distances(z));
        double both = meanOfProducts(a, b);
        double ofX = meanOfProducts(a, a);
        double ofZ = meanOfProducts(b, b);
        double covariance = Math.sqrt(Math.max(0, both) + SMALLEST);
        double deviations = Math.sqrt(Math.sqrt(ofX + SMALLEST) * Math.sqrt(ofZ + SMALLEST));
        double product = ofX * ofZ;
        return new Forms(covariance / deviations, product == 0 ? 0 : both / Math.sqrt(product));
    }

    private static double[][] distances(float[][] samples) {
        double[][] distances = new double[samples.length][samples.length];
        for (int i = 0; i < samples.length; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int d = 0; d < samples[i].length; d++) {
                    double difference = samples[i][d] - samples[j][d];
                    sum += difference * difference;
                }
                distances[i][j] = Math.sqrt(Math.max(SMALLEST, sum));
                distances[j][i] = distances[i][j];
            }
            distances[i][i] = Math.sqrt(SMALLEST);
        }
        return distances;
    }

    private static double[][] centered(double[][] distances) {
        int n = distances.length;
        double[] means = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            means[i] = java.util.Arrays.stream(distances[i]).sum() / n;
            mean += means[i] / n;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                distances[i][j] += mean - means[i] - means[j];
            }
        }
        return distances;
    }

    private static double meanOfProducts(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum / a.length / a.length;
    }
}
