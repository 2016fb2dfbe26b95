package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * A world in which the best possible error is known: pictures {@code x ~ N(mu, Sigma)} that are smooth, features
 * {@code z = A x + N(0, noise²)}. Nobody does better than {@code tr(Sigma − Sigma Aᵀ (A Sigma Aᵀ + noise² I)⁻¹ A Sigma) / d}.
 */
public final class KnownGaussian implements AttackSurface, EncoderOracle {

    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final double DEVIATION = 0.11;
    private static final double REACH = 2.5;

    private final ImageShape feature;
    private final double[][] map;
    private final double noise;
    private final Optional<KnownFilter> filter;
    private final LabeledImages own;
    private final LabeledImages attacked;

    public KnownGaussian(ImageShape feature, double[][] map, double noise, int ownCount, int attackedCount) {
        this(feature, map, noise, Optional.empty(), ownCount, attackedCount);
    }

    private KnownGaussian(
            ImageShape feature,
            double[][] map,
            double noise,
            Optional<KnownFilter> filter,
            int ownCount,
            int attackedCount) {
        this.feature = feature;
        this.map = map;
        this.noise = noise;
        this.filter = filter;
        var random = new RandomStream(11);
        this.own = images(ownCount, random);
        this.attacked = images(attackedCount, random);
    }

    /** One whose encoder is a network, so that its weights and the cloud's half can be handed out. */
    public static KnownGaussian behind(KnownFilter filter, double noise, int ownCount, int attackedCount) {
        return new KnownGaussian(
                filter.feature(SIDE), filter.map(SIDE), noise, Optional.of(filter), ownCount, attackedCount);
    }

    public static double[][] identity() {
        return KnownFilter.identity().map(SIDE);
    }

    /** Dense and random. */
    public static double[][] mixture(int values) {
        var random = new RandomStream(5);
        return IntStream.range(0, values)
                .mapToObj(row -> IntStream.range(0, PIXELS)
                        .mapToDouble(column -> random.nextGaussian() / 8)
                        .toArray())
                .toArray(double[][]::new);
    }

    public LabeledImages attacked() {
        return attacked;
    }

    /** The error of the conditional mean, per pixel, when so many features with noise of their own are averaged. */
    public double leastError(int repeats) {
        double[][] sigma = covariance();
        double[][] cross = product(map, sigma);
        double[][] inner = product(cross, transposed(map));
        for (int i = 0; i < inner.length; i++) {
            inner[i][i] += noise * noise / repeats;
        }
        double[][] explained = PlainSolve.of(inner, cross);
        double trace = 0;
        for (int p = 0; p < PIXELS; p++) {
            trace += sigma[p][p];
            for (int i = 0; i < cross.length; i++) {
                trace -= cross[i][p] * explained[i][p];
            }
        }
        return trace / PIXELS;
    }

    /** The error of the mean picture: the variance. */
    public static double guessError() {
        return DEVIATION * DEVIATION;
    }

    public double error(Reconstructions rebuilt) {
        double sum = 0;
        for (int i = 0; i < attacked.count(); i++) {
            float[] image = attacked.image(i);
            float[] answer = rebuilt.image(i);
            for (int p = 0; p < PIXELS; p++) {
                sum += (image[p] - answer[p]) * (image[p] - answer[p]);
            }
        }
        return sum / attacked.count() / PIXELS;
    }

    private static double[][] covariance() {
        double[][] sigma = new double[PIXELS][PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            for (int j = 0; j < PIXELS; j++) {
                double distance = Math.hypot(i / SIDE - j / SIDE, i % SIDE - j % SIDE);
                sigma[i][j] = DEVIATION * DEVIATION * Math.exp(-distance / REACH);
            }
        }
        return sigma;
    }

    private LabeledImages images(int count, RandomStream random) {
        double[][] factor = lower(covariance());
        byte[] pixels = new byte[count * PIXELS];
        for (int i = 0; i < count; i++) {
            float[] normal = random.gaussians(PIXELS, 1);
            for (int p = 0; p < PIXELS; p++) {
                double value = mean(p);
                for (int k = 0; k <= p; k++) {
                    value += factor[p][k] * normal[k];
                }
                pixels[i * PIXELS + p] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
            }
        }
        int[] classes = new int[count];
        Arrays.setAll(classes, i -> label(pixels, i, random));
        List<String> names = IntStream.range(0, KnownFilter.CLASSES)
                .mapToObj(c -> "class " + c)
                .toList();
        return new LabeledImages(new ImageShape(SIDE, SIDE, 1), pixels, classes, names);
    }

    private static double mean(int place) {
        return 0.4 + 0.2 * place / PIXELS;
    }

    /** Drawn with the probabilities that the cloud gives to the classes: whoever fits them finds this encoder, and no other. */
    private int label(byte[] pixels, int image, RandomStream random) {
        double[][] directions = KnownFilter.directions(map.length);
        double[] shares = new double[KnownFilter.CLASSES];
        double total = 0;
        for (int c = 0; c < shares.length; c++) {
            double logit = 0;
            for (int row = 0; row < map.length; row++) {
                for (int p = 0; p < PIXELS; p++) {
                    double value = Byte.toUnsignedInt(pixels[image * PIXELS + p]) / 255.0 - mean(p);
                    logit += directions[c][row] * map[row][p] * value;
                }
            }
            shares[c] = Math.exp(logit);
            total += shares[c];
        }
        double left = random.nextDouble() * total;
        int label = 0;
        while (label < shares.length - 1 && left >= shares[label]) {
            left -= shares[label++];
        }
        return label;
    }

    /** Cholesky. */
    private static double[][] lower(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return factor;
    }

    static double[][] product(double[][] a, double[][] b) {
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

    static double[][] transposed(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    private float[] features(LabeledImages images, int[] places, Seeds draw) {
        RandomStream random = draw.stream("noise");
        float[] features = new float[places.length * map.length];
        for (int i = 0; i < places.length; i++) {
            float[] image = images.image(places[i]);
            for (int row = 0; row < map.length; row++) {
                double sum = noise == 0 ? 0 : noise * random.nextGaussian();
                for (int p = 0; p < PIXELS; p++) {
                    sum += map[row][p] * image[p];
                }
                features[i * map.length + row] = (float) sum;
            }
        }
        return features;
    }

    @Override
    public ImageShape image() {
        return own.shape();
    }

    @Override
    public ImageShape feature() {
        return feature;
    }

    @Override
    public SentFeatures targets(int repeats) {
        int[] all = IntStream.range(0, attacked.count()).toArray();
        float[] sum = new float[all.length * map.length];
        for (int repeat = 0; repeat < repeats; repeat++) {
            float[] next = features(attacked, all, Seeds.of(99).family("repeat", repeat));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += next[i] / repeats;
            }
        }
        return new SentFeatures(feature, sum);
    }

    @Override
    public LabeledImages auxiliary() {
        return own;
    }

    @Override
    public EncoderOracle queryResponses() {
        return this;
    }

    @Override
    public Batch sent(int[] images, Seeds seeds) {
        return Batch.of(features(own, images, seeds), feature);
    }

    @Override
    public Batch transmitted(int[] images, Seeds seeds) {
        return sent(images, seeds);
    }

    @Override
    public Batch clean(int[] images) {
        throw new UnsupportedOperationException("Everybody here knows of the noise");
    }

    @Override
    public WhiteBoxEncoder encoder() {
        Engine engine = Dl4jEngine.create();
        return new WhiteBoxEncoder(
                new FrozenNetwork(List.of(network().network(SIDE, engine))),
                (clean, draw) -> Sent.added(noisy(clean.values(), draw)));
    }

    @Override
    public TailModel cloud() {
        double[] mean = new double[map.length];
        for (int row = 0; row < mean.length; row++) {
            for (int p = 0; p < PIXELS; p++) {
                mean[row] += map[row][p] * mean(p);
            }
        }
        return new TailModel(network().edge(), network().tail(SIDE, mean, Dl4jEngine.create()));
    }

    private KnownFilter network() {
        return filter.orElseThrow(() -> new UnsupportedOperationException("A matrix is no network"));
    }

    private float[] noisy(float[] clean, Seeds draw) {
        float[] sent = draw.stream("noise").gaussians(clean.length, noise);
        for (int i = 0; i < sent.length; i++) {
            sent[i] += clean[i];
        }
        return sent;
    }

    @Override
    public String toString() {
        return feature + " of noise " + noise + ", " + Arrays.stream(map).count() + " values";
    }
}
