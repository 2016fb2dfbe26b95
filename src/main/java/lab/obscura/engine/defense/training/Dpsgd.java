package lab.obscura.engine.defense.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.GradientRule;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.defense.TrainingScale;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Trains edge and tail so that their weights tell little about whether any single image was learned from.
 *
 * <p>It protects the images of the training, not those that are sent later: the feature stays as it is, so against reconstruction it
 * does little, and costs accuracy and time.
 *
 * <p>{@code (Σ g_i / max(1, |g_i| / C) + N(0, (m C)² I)) / B} over images drawn with probability B / n, g_i the gradient of one image in
 * all parameters of edge and tail together; weight decay and momentum come after. Batch norm becomes group norm. Abadi et al., CCS 2016;
 * {@code docs/methods/training.md#dp-sgd}.
 */
public final class Dpsgd implements TrainingRule, EncoderShape {

    static final Setting<Double> CLIPPING_NORM = Setting.decimal("clippingNorm", 1e-6, 1e6)
            .defaultsTo(1.0)
            .describedAs("C: longest gradient of one image, all parameters of edge and tail together");

    static final Setting<Double> NOISE_MULTIPLIER = Setting.decimal("noiseMultiplier", 0, SubsampledGaussian.MOST_NOISE)
            .defaultsTo(1.0)
            .describedAs("m: standard deviation of the noise in units of C; not used when epsilon is set");

    static final Setting<Double> EPSILON = Setting.decimal("epsilon", 0, 1000)
            .defaultsTo(0.0)
            .describedAs("When above 0, the noise multiplier is the least one that keeps this privacy budget");

    static final Setting<Double> DELTA = Setting.decimal("delta", 1e-15, 0.1)
            .defaultsTo(1e-5)
            .describedAs("Probability with which the guarantee may fail; less than one in the number of images");

    static final Setting<Integer> GROUPS = Setting.integer("groups", 1, 1024)
            .defaultsTo(32)
            .describedAs("Most groups of the norms that replace batch norm; as many as divide the channels");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("dpsgd", "DP-SGD")
            .describedAs(
                    "Clips the gradient of every image and adds noise, so that the weights keep the training images private")
            .from("Abadi et al., CCS 2016; Mironov et al., 2019")
            .with(CLIPPING_NORM, NOISE_MULTIPLIER, EPSILON, DELTA, GROUPS);

    private static final String SCALE = "scale";
    /** A guess: 28 was measured for a small network with dl4j; the larger the network, the less it is. */
    private static final double ONE_BY_ONE = 10;

    private final double clippingNorm;
    private final double noiseMultiplier;
    private final double epsilon;
    private final double delta;
    private final int groups;

    public Dpsgd(SettingsReader settings) {
        this.clippingNorm = settings.get(CLIPPING_NORM);
        this.noiseMultiplier = settings.get(NOISE_MULTIPLIER);
        this.epsilon = settings.get(EPSILON);
        this.delta = settings.get(DELTA);
        this.groups = settings.get(GROUPS);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        return GroupNorms.insteadOfBatchNorms(split, groups);
    }

    @Override
    public Optional<String> objection(SplitSpec network) {
        return GroupNorms.hasBatchNorm(network)
                ? Optional.of(
                        "a batch norm that a later part adds mixes the images of a batch, so that no image has a gradient of its"
                                + " own; list dpsgd behind all parts that shape the network")
                : Optional.empty();
    }

    @Override
    public Optional<String> objectionAmong(Defense whole) {
        return whole.of(Dpsgd.class).size() > 1
                ? Optional.of("the only part that changes gradients")
                : Optional.empty();
    }

    @Override
    public Optional<FieldError> objection(TrainingScale scale) {
        if (delta * scale.images() >= 1) {
            String rule = format("below one in the %d images that are learned from", scale.images());
            String hint = format("Choose less than %.3g, or take more images", 1.0 / scale.images());
            return Optional.of(new FieldError(DELTA.name(), rule, "" + delta, hint));
        }
        double least = accountant(scale).epsilon(SubsampledGaussian.MOST_NOISE);
        if (epsilon == 0 || least <= epsilon) {
            return Optional.empty();
        }
        String rule = format(
                "%.3g or more, which %d epochs of batches of %d out of %d images spend at delta %s with a noise multiplier of %.0f",
                least, scale.epochs(), scale.batchSize(), scale.images(), delta, SubsampledGaussian.MOST_NOISE);
        return Optional.of(new FieldError(
                EPSILON.name(), rule, "" + epsilon, "Train fewer epochs, with smaller batches or on more images"));
    }

    @Override
    public Optional<GradientRule> gradientRule(TrainingScale scale, PartState state) {
        float[] numbers = {scale.images(), scale.batchSize(), scale.epochs()};
        state.put(SCALE, new Tensor(new long[] {numbers.length}, numbers));
        return Optional.of(new ClippedNoisyMean(clippingNorm, noise(scale), scale.batchSize()));
    }

    /** One image at a time costs the fixed price of every operation once for each image. */
    @Override
    public double slowdown() {
        return ONE_BY_ONE;
    }

    /** @param batchSize B, as many images as are expected in a batch */
    private record ClippedNoisyMean(double clippingNorm, double noiseMultiplier, int batchSize)
            implements GradientRule {

        @Override
        public double factor(double norm) {
            return norm > clippingNorm ? clippingNorm / norm : 1;
        }

        @Override
        public void finish(double[] sum, RandomStream random) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = (sum[i] + noiseMultiplier * clippingNorm * random.nextGaussian()) / batchSize;
            }
        }
    }

    /** The multiplier of the noise that a training of this scale gets. */
    private double noise(TrainingScale scale) {
        return epsilon > 0 ? accountant(scale).noiseFor(epsilon) : noiseMultiplier;
    }

    private SubsampledGaussian accountant(TrainingScale scale) {
        return new SubsampledGaussian(scale.share(), scale.steps(), delta);
    }

    /** ε is none where there is no guarantee. */
    @Override
    public Map<String, Double> metrics(Defense whole, PartState state) {
        Optional<TrainingScale> scale = scale(state);
        if (scale.isEmpty()) {
            return Map.of();
        }
        double noise = noise(scale.get());
        if (noise == 0 || !mixing(whole).isEmpty()) {
            return Map.of("noiseMultiplier", noise);
        }
        return Map.of(
                "noiseMultiplier", noise, "epsilon", accountant(scale.get()).epsilon(noise), "delta", delta);
    }

    @Override
    public List<String> warningsAmong(Defense whole) {
        if (epsilon == 0 && noiseMultiplier == 0) {
            return List.of("without noise clipping promises no privacy; set noiseMultiplier or epsilon");
        }
        return mixing(whole).isEmpty()
                ? List.of()
                : List.of(
                        "no privacy is guaranteed, and no epsilon reported: " + mixing(whole)
                                + " learned from several training images at once, past the clipping. Leave it out for a guarantee");
    }

    private static String mixing(Defense whole) {
        return whole.parts().stream()
                .filter(part -> !part.keepsImagesApart())
                .map((DefensePart part) -> part.info().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<TrainingScale> scale(PartState state) {
        return state.find(SCALE)
                .map(Tensor::values)
                .map(numbers -> new TrainingScale((int) numbers[0], (int) numbers[1], (int) numbers[2]));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
