package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Decoders;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.pipeline.RunContext;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.training.TrainingDivergedException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a decoder on pairs of own images and the encoder's answers, and applies it to the intercepted features.
 *
 * <p>The strongest general attack: it needs no weights, and a single pass rebuilds an image. It profits from every image that
 * resembles the victims'.
 *
 * <p>{@code min_D E |D(f(x) + noise) − x|²}; cem.md §7, attacks.md §4.
 */
public final class DecoderAttack implements Attack {

    static final Setting<String> DECODER = Setting.choice("decoder", Decoders.names())
            .defaultsTo("res-n8c64")
            .describedAs("The decoder's network, weakest first; the papers test with res-n8c64");

    static final Setting<Integer> EPOCHS =
            Setting.integer("epochs", 1, 1000).defaultsTo(50).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).defaultsTo(256).describedAs("Images per step");

    static final Setting<Double> LEARNING_RATE = Setting.decimal("learningRate", 1e-8, 1)
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; it falls along a cosine");

    static final Setting<Double> LAST_LEARNING_RATE =
            Setting.decimal("lastLearningRate", 0, 1).defaultsTo(1e-5).describedAs("Where the cosine ends");

    static final Setting<Double> WEIGHT_DECAY =
            Setting.decimal("weightDecay", 0, 1).defaultsTo(1e-4).describedAs("L2 term, added to the gradient");

    static final Setting<String> KNOWLEDGE = Setting.choice("knowledge", List.of("train", "infer"))
            .defaultsTo("train")
            .describedAs(
                    "train: owns the training images, attacks all test images; infer: owns the first nine tenths of the test images, attacks the last tenth");

    static final Setting<Boolean> KNOWS_NOISE = Setting.flag("knowsNoise")
            .defaultsTo(true)
            .describedAs("Whether the decoder is trained on features with the defense's noise, as the papers do");

    static final Setting<String> STATISTICS = Setting.choice("statistics", List.of("intended", "faithful"))
            .defaultsTo("intended")
            .describedAs(
                    "B6: batch-norm statistics from the attacker's own images only, or also from the victims' features, as in the public code");

    /** Line of the catalogue. */
    public static final AttackInfo INFO = new AttackInfo(
            "decoder",
            "Trained decoder",
            "Learns to turn features into images from its own images and the encoder's answers",
            "Xia et al., CVPR 2025; Li et al. (ResSFL), CVPR 2022",
            ThreatModel.BLACK_BOX,
            SettingsSchema.of(
                    DECODER,
                    EPOCHS,
                    BATCH_SIZE,
                    LEARNING_RATE,
                    LAST_LEARNING_RATE,
                    WEIGHT_DECAY,
                    KNOWLEDGE,
                    KNOWS_NOISE,
                    STATISTICS));

    private static final Map<Setting<?>, String> SHORT = new LinkedHashMap<>();

    static {
        SHORT.put(EPOCHS, "e");
        SHORT.put(BATCH_SIZE, "b");
        SHORT.put(LEARNING_RATE, "lr");
        SHORT.put(LAST_LEARNING_RATE, "last");
        SHORT.put(WEIGHT_DECAY, "wd");
    }

    private final SettingsReader settings;

    public DecoderAttack(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public AttackInfo info() {
        return INFO;
    }

    /** Decoder and knowledge, and every other setting that is not its default: boards compare within one slug. */
    @Override
    public String slug() {
        var slug = new StringBuilder("decoder-" + settings.get(DECODER) + "-" + settings.get(KNOWLEDGE));
        SHORT.forEach((setting, letters) -> {
            Object value = settings.get(setting);
            if (!setting.defaultValue().orElseThrow().equals(value)) {
                slug.append('-').append(letters).append(String.valueOf(value).replace('.', '_'));
            }
        });
        slug.append(settings.get(KNOWS_NOISE) ? "" : "-unaware");
        slug.append(settings.get(STATISTICS).equals("intended") ? "" : "-faithful");
        return slug.toString();
    }

    @Override
    public Map<String, Object> settings() {
        return new LinkedHashMap<>(settings.values());
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.of(settings.get(KNOWLEDGE));
    }

    @Override
    public void check(ImageShape feature, ImageShape image) {
        Decoders.named(settings.get(DECODER), feature, image);
    }

    @Override
    public double multiplyAdds(ImageShape feature, ImageShape image, int ownImages) {
        double once = Decoders.named(settings.get(DECODER), feature, image).multiplyAdds(feature);
        return 3 * once * ownImages * settings.get(EPOCHS); // backward costs about twice the forward pass
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        var spec = Decoders.named(settings.get(DECODER), view.feature(), view.image());
        try (Network decoder =
                view.engine().build(spec, view.feature(), view.seeds().family("decoder.init"))) {
            int epochs = settings.get(EPOCHS);
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double loss = trainEpoch(decoder, view, epoch, context);
                context.point("attack." + slug() + ".loss", epoch, loss);
                if (settings.get(STATISTICS).equals("faithful")) {
                    rebuild(decoder, view, Pass.train(view.seeds().family("faithful", epoch)));
                }
            }
            Reconstructions rebuilt = rebuild(decoder, view, Pass.eval());
            if (!rebuilt.isFinite()) {
                throw new TrainingDivergedException("The decoder's last output", epochs, 0, rate(epochs));
            }
            return rebuilt;
        }
    }

    private double trainEpoch(Network decoder, AttackerView view, int epoch, RunContext context) {
        int epochs = settings.get(EPOCHS);
        int batchSize = Math.min(settings.get(BATCH_SIZE), view.own().count());
        int batches = view.own().count() / batchSize;
        int[] order = view.seeds().stream("decoder.shuffle", epoch)
                .permutation(view.own().count());
        var step = OptimizerStep.Adam.of(rate(epoch), settings.get(WEIGHT_DECAY));
        double sum = 0;
        for (int batch = 0; batch < batches; batch++) {
            context.checkStop();
            int[] images = java.util.Arrays.copyOfRange(order, batch * batchSize, (batch + 1) * batchSize);
            int iteration = (epoch - 1) * batches + batch;
            sum += trainStep(decoder, view, images, iteration, step);
            if (!Double.isFinite(sum)) {
                throw new TrainingDivergedException("The decoder's loss", epoch, iteration + 1, step.learningRate());
            }
            context.progress((epoch - 1 + (batch + 1.0) / batches) / epochs);
        }
        return sum / batches;
    }

    private double trainStep(Network decoder, AttackerView view, int[] images, int iteration, OptimizerStep step) {
        try (INDArray feature = settings.get(KNOWS_NOISE)
                ? view.answers().sent(images, view.seeds().family("decoder.noise", iteration))
                : view.answers().clean(images)) {
            INDArray output = decoder.forward(feature, Pass.train(view.seeds().family("decoder.dropout", iteration)));
            float[] gradient = HostArrays.values(output);
            double loss = meanSquaredError(gradient, targets(view, images));
            try (INDArray outputGradient = HostArrays.array(gradient, output.shape())) {
                decoder.backward(outputGradient, Wanted.PARAMETERS);
            }
            decoder.update(step);
            return loss;
        }
    }

    /** {@code mean (o − x)²}; turns {@code output} into its gradient {@code 2 (o − x) / n}. */
    private static double meanSquaredError(float[] output, float[] target) {
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            double difference = output[i] - target[i];
            sum += difference * difference;
            output[i] = (float) (2 * difference / output.length);
        }
        return sum / output.length;
    }

    private static float[] targets(AttackerView view, int[] images) {
        int size = view.image().size();
        float[] targets = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            view.own().copyTo(images[i], targets, i * size);
        }
        return targets;
    }

    /** Cosine from the first to the last rate over the epochs. */
    private double rate(int epoch) {
        double first = settings.get(LEARNING_RATE);
        double last = settings.get(LAST_LEARNING_RATE);
        return last + (first - last) * (1 + Math.cos(Math.PI * (epoch - 1) / settings.get(EPOCHS))) / 2;
    }

    private Reconstructions rebuild(Network decoder, AttackerView view, Pass pass) {
        int batchSize = settings.get(BATCH_SIZE);
        int count = view.victims().count();
        ImageShape feature = view.feature();
        float[] pixels = new float[count * view.image().size()];
        for (int from = 0; from < count; from += batchSize) {
            int n = Math.min(batchSize, count - from);
            float[] values = java.util.Arrays.copyOfRange(
                    view.victims().values(), from * feature.size(), (from + n) * feature.size());
            try (INDArray input = HostArrays.array(values, n, feature.height(), feature.width(), feature.channels())) {
                float[] rebuilt = HostArrays.values(decoder.forward(input, pass));
                System.arraycopy(rebuilt, 0, pixels, from * view.image().size(), rebuilt.length);
            }
        }
        return new Reconstructions(view.image(), pixels);
    }
}
