package lab.obscura.engine.attack.decoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.decoder.Critics;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.InterimPictures;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder that goes on learning against a critic, which tells its images from real ones.
 *
 * <p>Sharper images than the decoder's alone, whose squared error averages over all that a feature leaves open; the error itself seldom falls.
 *
 * <p>{@code min_D weight · E |D(z) − x|² − E C(D(z))}, with the critic C of {@link WassersteinCritic}; {@code
 * docs/methods/attacks.md#decoder-with-a-critic}.
 */
public record GanDecoder(SettingsReader settings) implements LadderAttack {

    static final Setting<Integer> ADVERSARIAL_EPOCHS = Setting.integer("adversarialEpochs", 1, 10_000)
            .defaultsTo(150)
            .describedAs("Passes over the attacker's images with the critic, behind those of the decoder alone")
            .inSlugsAs("gan");

    static final Setting<Integer> ADVERSARIAL_BATCH = Setting.integer("adversarialBatch", 2, 4096)
            .defaultsTo(128)
            .describedAs("Images per step of the critic")
            .inSlugsAs("ganb");

    static final Setting<Integer> CRITIC_STEPS = Setting.integer("criticSteps", 1, 1000)
            .defaultsTo(10)
            .describedAs("Steps of the critic for one of the decoder")
            .inSlugsAs("cs");

    static final Setting<Integer> CRITIC_CHANNELS = Setting.integer("criticChannels", 1, 256)
            .defaultsTo(64)
            .describedAs("Channels behind the critic's first convolution")
            .inSlugsAs("cc");

    static final Setting<Double> CRITIC_RATE = Setting.decimal("criticRate", 1e-8, 1)
            .defaultsTo(5e-3)
            .describedAs("The critic's step size at the start: Adam with betas 0.5 and 0.999")
            .inSlugsAs("clr");

    static final Setting<Double> DECODER_RATE = Setting.decimal("decoderRate", 1e-8, 1)
            .defaultsTo(5e-4)
            .describedAs("The decoder's step size against the critic at the start, with the same betas")
            .inSlugsAs("dlr");

    static final Setting<Double> ERROR_WEIGHT = Setting.decimal("errorWeight", 0, 1e6)
            .defaultsTo(1500.0)
            .describedAs("What the squared error counts beside the critic's score")
            .inSlugsAs("mse");

    static final Setting<Double> PENALTY = Setting.decimal("penalty", 0, 1e6)
            .defaultsTo(10.0)
            .describedAs("Weight of the critic's gradient penalty")
            .inSlugsAs("gp");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("gan-decoder", "Decoder with a critic")
            .describedAs("Trains a decoder further against a critic that tells its images from real ones")
            .from("Xia et al., CVPR 2025; Gulrajani et al., NeurIPS 2017")
            .with(DecoderSettings.with(
                    ADVERSARIAL_EPOCHS,
                    ADVERSARIAL_BATCH,
                    CRITIC_STEPS,
                    CRITIC_CHANNELS,
                    CRITIC_RATE,
                    DECODER_RATE,
                    ERROR_WEIGHT,
                    PENALTY));

    private static final double FIRST_BETA = 0.5;
    /** Share of the decoder's own training in the progress. */
    private static final double DECODER = 0.4;

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.BLACK_BOX;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        double more = (double) images.own() * settings.get(ADVERSARIAL_EPOCHS);
        int batch = settings.get(ADVERSARIAL_BATCH);
        var decoder = new NetworkLoad(decoder(split.feature(), split.input()), split.feature(), batch);
        var critic =
                new NetworkLoad(Critics.of(split.input(), settings.get(CRITIC_CHANNELS)), split.input(), 2 * batch);
        // The critic passes drawn and real images, mixed ones, and both ends of their segments.
        var against = List.of(new NetworkUse(decoder, 2 * more), NetworkUse.learning(critic, 5 * more));
        return Stream.concat(LadderAttack.super.networks(split, images).stream(), against.stream())
                .toList();
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        EncoderOracle oracle = view.queryResponses();
        var training = new DecoderTraining(plan(view), view, view.auxiliary(), view.feature(), oracle::sent);
        float[] targets = view.targets().values();
        return training.run(
                decoder(view.feature(), view.image()),
                targets,
                (decoder, rest) -> learnAgainstCritic(
                        decoder, oracle, view, chosen -> training.pixels(decoder, targets, chosen), rest),
                DECODER,
                context);
    }

    private void learnAgainstCritic(
            Network decoder,
            EncoderOracle oracle,
            AttackerView view,
            InterimPictures.Rebuild rebuild,
            RunContext context) {
        try (Network network = view.engine()
                .build(
                        Critics.of(view.image(), settings.get(CRITIC_CHANNELS)),
                        view.image(),
                        view.seeds().family("critic.init"))) {
            var critic = new WassersteinCritic(network, settings.get(PENALTY));
            var networks = new LinkedHashMap<String, Network>();
            networks.put("decoder/", decoder);
            networks.put("critic/", network);
            var plan = AttackTrainingLoop.Plan.fixed(
                    settings.get(ADVERSARIAL_EPOCHS),
                    settings.get(ADVERSARIAL_BATCH),
                    (epoch, halvings) -> step(CRITIC_RATE, epoch));
            var curve = new Curve("attack." + slug() + ".critic", context);
            LabeledImages own = view.auxiliary();
            int perEpoch = own.count() / Math.min(own.count(), plan.batchSize());
            new AttackTrainingLoop("adversarial", networks, curve, context)
                    .showing(rebuild)
                    .learn(plan, view, (images, iteration, how) -> {
                        float[] real = pixels(own, images);
                        boolean decoderLearns = (iteration + 1) % settings.get(CRITIC_STEPS) == 0;
                        try (Batch feature = oracle.sent(images, view.seeds().family("adversarial.noise", iteration))) {
                            Batch output = decoder.forward(
                                    feature, Pass.train(view.seeds().family("adversarial.dropout", iteration)));
                            float[] drawn = output.values();
                            double loss =
                                    critic.step(real, drawn, view.seeds().stream("adversarial.mixing", iteration), how);
                            if (decoderLearns) {
                                try (Batch gradient = Batch.of(decoderGradient(critic, real, drawn), output.shape())) {
                                    decoder.backward(gradient, Wanted.PARAMETERS);
                                }
                                decoder.update(step(DECODER_RATE, iteration / perEpoch + 1));
                            }
                            return () -> loss;
                        }
                    });
        }
    }

    /** Of {@code weight · mean (o − x)² − mean C(o)}. */
    private float[] decoderGradient(WassersteinCritic critic, float[] real, float[] drawn) {
        float[] gradient = critic.gradientAtDrawn(drawn);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += (float) (settings.get(ERROR_WEIGHT) * 2 * (drawn[i] - real[i]) / gradient.length);
        }
        return gradient;
    }

    /** Half of a cosine that would end at zero after twice the epochs. */
    private OptimizerStep step(Setting<Double> rate, int epoch) {
        double share = (epoch - 1.0) / (2 * settings.get(ADVERSARIAL_EPOCHS));
        return OptimizerStep.Adam.of(settings.get(rate) * (1 + Math.cos(Math.PI * share)) / 2, 0)
                .withBetas(FIRST_BETA, 0.999);
    }

    private static float[] pixels(LabeledImages own, int[] images) {
        int size = own.shape().size();
        float[] pixels = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            own.copyTo(images[i], pixels, i * size);
        }
        return pixels;
    }
}
