package lab.obscura.engine.defense.bottleneck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.network.GaussianDraw;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Variational information bottleneck on the feature: the device sends draws from normal distributions that it learned, and the network
 * pays for what they tell.
 *
 * <p>Noise of its own size at every element, at the price of two small convolutions on the device. Repeated queries average it out.
 *
 * <p>A 1×1 convolution at the end of the edge gives μ, one from μ gives s, {@code z = μ + softplus(s − 5) ε}; the loss has {@code β
 * KL(N(μ, σ²) ‖ N(0, 1))} more. Alemi et al., ICLR 2017; {@code docs/methods/noise-and-privacy.md#variational-bottleneck}.
 */
public final class Vib implements EncoderShape, FeatureTransform, Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(1e-3)
            .describedAs("Weight of the divergence from the standard normal distribution, summed over the elements");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(1e-3);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("vib", "Variational bottleneck on the feature (VIB)")
            .describedAs("Sends draws from learned normal distributions and pays for what they tell")
            .from("Alemi et al., ICLR 2017")
            .with(WEIGHT, LEARNING_RATE);

    /** Gradients of the task that wait for {@link #learn}, and of how many images. */
    private static final String WAITING = "waiting.";

    private final double weight;
    private final double learningRate;

    public Vib(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.learningRate = settings.get(LEARNING_RATE);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        List<Segment> edge = split.of(Side.EDGE);
        Segment last = edge.get(edge.size() - 1);
        var layers = new ArrayList<>(last.list());
        layers.add(pointConvolution(split.feature().channels()));
        return split.with(last, new Sequence(layers));
    }

    private static Convolution pointConvolution(int channels) {
        return Convolution.of(channels, channels, 1, Init.XAVIER_UNIFORM);
    }

    @Override
    public List<NetworkSpec> deviceLayers(ImageShape feature) {
        return List.of(pointConvolution(feature.channels()));
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        float[] means = features.values();
        SpreadConvolution spread = SpreadConvolution.in(state, features.shape().channels());
        double[] spreads = spread.of(means);
        float[] noise = random.gaussians(means.length, 1);
        float[] sent = new float[means.length];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (float) (means[i] + GaussianDraw.deviation(spreads[i]) * noise[i]);
        }
        return new Sent(sent, gradient -> {
            double[] atSpreads = new double[sent.length];
            for (int i = 0; i < sent.length; i++) {
                atSpreads[i] = gradient[i] * noise[i] * GaussianDraw.slope(spreads[i]);
            }
            if (moment == Moment.TRAINING) {
                keep(spread.slopes(means, atSpreads), features.count(), state);
            }
            return sum(gradient, spread.atMeans(atSpreads), 1);
        });
    }

    private static float[] sum(float[] a, double[] b, double factor) {
        float[] sum = new float[b.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) ((a.length == 0 ? 0 : a[i]) + factor * b[i]);
        }
        return sum;
    }

    /** Images may pass all at once or one by one; the mean over them is what counts. */
    private static void keep(SpreadConvolution.Slopes slopes, int images, PartState state) {
        int channels = slopes.bias().columns();
        Waiting sum = Waiting.in(state, channels);
        new Waiting(sum.slopes.plus(slopes, images), sum.images + images).putInto(state);
    }

    /** @param slopes summed over images */
    private record Waiting(SpreadConvolution.Slopes slopes, int images) {

        static Waiting in(PartState state, int channels) {
            return state.find(WAITING + "images")
                    .map(images -> new Waiting(
                            new SpreadConvolution.Slopes(matrix(state, "weight"), matrix(state, "bias")),
                            (int) images.values()[0]))
                    .orElseGet(() -> new Waiting(SpreadConvolution.Slopes.none(channels), 0));
        }

        private static Matrix matrix(PartState state, String name) {
            return Matrix.of(state.find(WAITING + name).orElseThrow());
        }

        void putInto(PartState state) {
            state.put(WAITING + "weight", slopes.weight().toTensor());
            state.put(WAITING + "bias", slopes.bias().toTensor());
            state.put(WAITING + "images", Matrix.of(images).toTensor());
        }

        static void removeFrom(PartState state) {
            List.of("weight", "bias", "images").forEach(name -> state.remove(WAITING + name));
        }
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        SpreadConvolution spread = SpreadConvolution.in(state, batch.feature().channels());
        GaussianCode code = code(batch, spread);
        int size = batch.clean().length;
        float[] means = new float[size];
        double[] atSpreads = new double[size];
        split(code.gradient(), batch.feature().channels(), means, atSpreads);
        float[] gradient = sum(means, spread.atMeans(atSpreads), 1);
        for (int i = 0; i < size; i++) {
            gradient[i] *= (float) weight;
        }
        return new PenaltyValue(code.value(), gradient);
    }

    /** From pairs of means and spreads, place after place, to both apart. */
    private static void split(double[] pairs, int channels, float[] means, double[] spreads) {
        for (int i = 0; i < means.length; i++) {
            int mean = i / channels * 2 * channels + i % channels;
            means[i] = (float) pairs[mean];
            spreads[i] = pairs[mean + channels];
        }
    }

    private static GaussianCode code(FeatureBatch batch, SpreadConvolution spread) {
        int channels = batch.feature().channels();
        float[] means = batch.clean();
        double[] spreads = spread.of(means);
        float[] pairs = new float[2 * means.length];
        for (int i = 0; i < means.length; i++) {
            int mean = i / channels * 2 * channels + i % channels;
            pairs[mean] = means[i];
            pairs[mean + channels] = (float) spreads[i];
        }
        return GaussianCode.of(pairs, channels, batch.count());
    }

    /** The convolution of the spreads learns from the task's gradient that came by in this step, and from its own term. */
    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        int channels = batch.feature().channels();
        Waiting waiting = Waiting.in(state, channels);
        Waiting.removeFrom(state);
        if (batch.step().learningRate() == 0 || waiting.images == 0) {
            return Map.of();
        }
        SpreadConvolution spread = SpreadConvolution.in(state, channels);
        GaussianCode code = code(batch, spread);
        double[] atSpreads = new double[batch.clean().length];
        split(code.gradient(), channels, new float[atSpreads.length], atSpreads);
        SpreadConvolution.Slopes slopes = SpreadConvolution.Slopes.none(channels)
                .plus(waiting.slopes, 1.0 / waiting.images)
                .plus(spread.slopes(batch.clean(), atSpreads), weight);
        spread.step(slopes, learningRate, state);
        double deviations = 0;
        for (double each : spread.of(batch.clean())) {
            deviations += GaussianDraw.deviation(each);
        }
        return Map.of("deviation", deviations / batch.clean().length);
    }
}
