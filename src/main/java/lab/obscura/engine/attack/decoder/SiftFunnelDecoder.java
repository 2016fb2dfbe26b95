package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.TailModel;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.decoder.GenerativeDecoders;
import lab.obscura.engine.network.decoder.GenerativeDecoders.Design;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * The "Gen-based" attack of SiftFunnel's evaluation: a decoder that mirrors the edge (gray box), or the edge as it would be undefended
 * (black box), on what was sent or on what the cloud has made of it.
 *
 * <p>Kept to compare with the paper. The mirror of a narrow edge is a small network; the residual decoders are stronger.
 *
 * <p>{@code min_D E |D(f(x)) − x|²}; {@code docs/methods/attacks.md#decoders-of-siftfunnel}. Paper: Liu et al., 2025.
 */
public final class SiftFunnelDecoder implements Attack {

    static final Setting<Design> DESIGN = Setting.choice("design", Design.class)
            .defaultsTo(Design.CNN)
            .describedAs(
                    "Which edge the decoder mirrors: the defended one is the gray box, the undefended one (cnn, resnet, vgg) the black box")
            .leadingSlugs();

    static final Setting<Integer> CHANNELS = Setting.integer("channels", 0, 1024)
            .defaultsTo(0)
            .describedAs("Channels before the image; 0 is as published, 128 for the CNN and 64 for the others")
            .inSlugsAs("c");

    static final Setting<Integer> CLOUD_LAYERS = Setting.integer("cloudLayers", 0, 64)
            .defaultsTo(0)
            .describedAs("Attack behind so many layers of the cloud; 4 is behind the compensation of SiftFunnel")
            .inSlugsAs("cloud");

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(100).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(128);

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(2e-4)
            .describedAs("Step size of Adam with betas 0.5 and 0.999 and AMSGrad");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("siftfunnel-decoder", "Decoder of SiftFunnel's evaluation")
            .describedAs(
                    "Learns the mirror of the defended or of the undefended edge, on the feature or behind the cloud's first layers")
            .from("Liu et al., SiftFunnel, 2025")
            .with(DESIGN, CHANNELS, CLOUD_LAYERS, EPOCHS, BATCH_SIZE, LEARNING_RATE, Knowledge.SETTING);

    private static final double FIRST_BETA = 0.5;

    private final SettingsReader settings;
    private final int cloudLayers;

    public SiftFunnelDecoder(SettingsReader settings) {
        this.settings = settings;
        this.cloudLayers = settings.get(CLOUD_LAYERS);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return cloudLayers == 0
                ? ThreatModel.BLACK_BOX
                : ThreatModel.of(Access.QUERIES, Access.AUXILIARY_IMAGES, Access.TAIL);
    }

    @Override
    public SettingsReader settings() {
        return settings;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        double examples = (double) images.own() * settings.get(EPOCHS);
        int batch = settings.get(BATCH_SIZE);
        ImageShape feature = split.feature();
        if (cloudLayers == 0) {
            var load = new NetworkLoad(decoder(feature, feature, split.input()), feature, batch);
            return List.of(NetworkUse.learning(load, examples));
        }
        NetworkSpec cloud = Layers.beginning(split.tail(), cloudLayers);
        ImageShape shown = cloud.output(feature);
        var load = new NetworkLoad(decoder(shown, feature, split.input()), shown, batch);
        var answers = new NetworkLoad(cloud, feature, batch); // nothing goes back through it
        return List.of(NetworkUse.learning(load, examples), new NetworkUse(answers, examples));
    }

    private NetworkSpec decoder(ImageShape shown, ImageShape feature, ImageShape image) {
        Design design = settings.get(DESIGN);
        int base = settings.get(CHANNELS);
        return cloudLayers == 0
                ? GenerativeDecoders.of(design, shown, image, base)
                : GenerativeDecoders.behindCompensation(design, shown, feature.channels(), image, base);
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        EncoderOracle oracle = view.queryResponses();
        if (cloudLayers == 0) {
            return learn(view, view.feature(), oracle::sent, view.targets().values(), context);
        }
        try (TailModel cloud = view.cloud();
                FrozenNetwork beginning = cloud.tail().beginning(cloudLayers, view.engine())) {
            DecoderTraining.Inputs inputs = (images, draw) -> {
                Batch answer = beginning.answer(oracle.sent(images, draw)); // which closes what it was asked
                return answer.isOnHost() ? Batch.of(answer.values(), beginning.output()) : answer;
            };
            float[] targets = behind(beginning, view.targets().values());
            return learn(view, beginning.output(), inputs, targets, context);
        }
    }

    private Reconstructions learn(
            AttackerView view, ImageShape shown, DecoderTraining.Inputs inputs, float[] targets, RunContext context) {
        var plan = new DecoderTraining.Plan(
                slug(),
                AttackTrainingLoop.Plan.fixed(
                        settings.get(EPOCHS),
                        settings.get(BATCH_SIZE),
                        (epoch, halvings) -> OptimizerStep.Adam.of(settings.get(LEARNING_RATE), 0)
                                .withBetas(FIRST_BETA, 0.999)
                                .withAmsgrad()),
                PixelScale.none(view.image().channels()),
                Variant.CORRECTED);
        return new DecoderTraining(plan, view, view.auxiliary(), shown, inputs)
                .run(decoder(shown, view.feature(), view.image()), targets, context);
    }

    /** Batch by batch. */
    private float[] behind(FrozenNetwork beginning, float[] sent) {
        int in = beginning.input().size();
        int out = beginning.output().size();
        int count = sent.length / in;
        float[] result = new float[count * out];
        int batch = settings.get(BATCH_SIZE);
        for (int from = 0; from < count; from += batch) {
            int n = Math.min(batch, count - from);
            float[] values = beginning.forward(Arrays.copyOfRange(sent, from * in, (from + n) * in), n);
            System.arraycopy(values, 0, result, from * out, values.length);
        }
        return result;
    }
}
