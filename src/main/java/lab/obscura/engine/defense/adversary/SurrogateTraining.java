package lab.obscura.engine.defense.adversary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.schedule.Milestones;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * How the defender trains its surrogate attacker ({@code docs/methods/adversaries.md#surrogate-schedule}): once before the network's
 * first step, then a few steps before every
 * n-th step of the network.
 *
 * @param name of the surrogate in the part's state
 */
record SurrogateTraining(
        String name,
        String decoder,
        Likeness likeness,
        int steps,
        int interval,
        int pretrainingEpochs,
        TrainingAccess.Source pretrainingImages) {

    static final Setting<String> DECODER = Setting.choice("surrogate", Decoders.names())
            .defaultsTo("res-n4c64")
            .describedAs("The surrogate attacker's network, weakest first");

    static final Setting<Likeness> LOSS = Setting.choice("loss", Likeness.class)
            .defaultsTo(Likeness.SSIM)
            .describedAs("How the surrogate's images are compared with the originals, by it and against it");

    static final Setting<Integer> STEPS = Setting.integer("steps", 1, 100)
            .defaultsTo(1)
            .describedAs(
                    "Steps of the surrogate each time (the public code takes 3 where its name says 1, because it misreads that name)");

    static final Setting<Integer> INTERVAL = Setting.integer("interval", 1, 1000)
            .defaultsTo(1)
            .describedAs("Batches of the network from one time to the next");

    static final Setting<Integer> PRETRAINING_EPOCHS = Setting.integer("pretrainingEpochs", 0, 1000)
            .defaultsTo(30)
            .describedAs("Epochs of the surrogate before the network's first step, on squared error");

    static final Setting<Variant> PRETRAINING_IMAGES = Variant.setting("pretrainingImages")
            .describedAs(
                    "corrected: the training images; reference-code: the first nine tenths of the test images, as in the public code");

    /**
     * How hard a surrogate is trained.
     *
     * @param interval batches of the network from one time to the next
     */
    record Effort(String decoder, int interval, int pretrainingEpochs) {}

    private static final Effort PUBLISHED = new Effort("res-n4c64", 1, 30);

    private static final double LEARNING_RATE = 1e-3;
    private static final double LAST_LEARNING_RATE = 1e-5;
    private static final double DECAY = 0.2;
    /** The published 60, 150, 240 of 240 epochs. */
    private static final List<Double> MILESTONES = List.of(0.25, 0.625, 1.0);

    private static final int PRETRAINING_BATCH = 256;

    static SurrogateTraining of(SettingsReader settings) {
        boolean corrected = settings.get(PRETRAINING_IMAGES) == Variant.CORRECTED;
        return new SurrogateTraining(
                "surrogate",
                settings.get(DECODER),
                settings.get(LOSS),
                settings.get(STEPS),
                settings.get(INTERVAL),
                settings.get(PRETRAINING_EPOCHS),
                corrected ? TrainingAccess.Source.TRAINING : TrainingAccess.Source.TEST);
    }

    Surrogate surrogate(PartState state, ImageShape feature, ImageShape image) {
        return Surrogate.in(state, name, decoder, feature, image);
    }

    /** In what this surrogate falls short of the published one; empty when it is as strong. */
    Optional<String> weakness() {
        return weakness(PUBLISHED);
    }

    /** A surrogate that never comes up to the threshold leaves the defense without effect, and the row then is one without it. */
    Optional<String> weakness(Effort published) {
        List<String> weakestFirst = Decoders.names();
        boolean asStrong = weakestFirst.indexOf(decoder) >= weakestFirst.indexOf(published.decoder())
                && interval <= published.interval()
                && pretrainingEpochs >= published.pretrainingEpochs();
        return asStrong
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "surrogate too weak: %s every %d batches, %d epochs ahead; published: %s, every %d, %d epochs."
                                + " A weak one may leave the defense without effect",
                        decoder,
                        interval,
                        pretrainingEpochs,
                        published.decoder(),
                        published.interval(),
                        published.pretrainingEpochs()));
    }

    boolean isDue(int iteration) {
        return iteration % interval == 0;
    }

    /** Squared error, Adam along a cosine, encoder as it is, what is sent with its noise. */
    void pretrain(TrainingAccess access, PartState state) {
        Surrogate surrogate = surrogate(state, access.feature(), access.image());
        int count = access.count(pretrainingImages);
        int size = Math.min(PRETRAINING_BATCH, count);
        for (int epoch = 1; epoch <= pretrainingEpochs; epoch++) {
            int[] order = access.seeds().stream("pretraining.shuffle", epoch).permutation(count);
            double cosine = (1 + Math.cos(Math.PI * (epoch - 1) / pretrainingEpochs)) / 2;
            var step = OptimizerStep.Adam.of(LAST_LEARNING_RATE + (LEARNING_RATE - LAST_LEARNING_RATE) * cosine, 0);
            for (int from = 0; from + size <= count; from += size) {
                access.checkStop();
                FeatureBatch batch = access.ask(
                        pretrainingImages,
                        Arrays.copyOfRange(order, from, from + size),
                        access.seeds().family("pretraining.noise", epoch, from));
                var dropout = access.seeds().family("pretraining.dropout", epoch, from);
                learn(surrogate, batch.sent(), batch.images().pixels(), state, step, dropout);
            }
        }
    }

    private static void learn(
            Surrogate surrogate, float[] sent, float[] images, PartState state, OptimizerStep step, Seeds dropout) {
        state.work()
                .ifPresentOrElse(
                        work -> surrogate.learn(work, sent, images, step, dropout),
                        () -> surrogate.learn(sent, images, Likeness.MSE, step, dropout));
    }

    /**
     * The steps that are due before a step of the network.
     *
     * @param epoch counted from 1, of so many epochs: they decide on the learning rate
     * @return the likeness before these steps
     */
    Supplier<Map<String, Double>> attack(FeatureBatch batch, int epoch, int epochs, PartState state) {
        Surrogate surrogate = surrogate(state, batch.feature(), batch.images().shape());
        var step = OptimizerStep.Adam.of(rate(epoch, epochs), 0);
        var alike = new ArrayList<DoubleSupplier>();
        for (int i = 0; i < steps; i++) {
            var dropout = batch.seeds().family(name + ".dropout", batch.step().iteration(), i);
            alike.add(alike(surrogate, batch, state, step, dropout));
        }
        return () -> Map.of(
                name + "." + likeness.name().toLowerCase(Locale.ROOT),
                alike.get(0).getAsDouble());
    }

    /** One step, where the batch lies. */
    private DoubleSupplier alike(
            Surrogate surrogate, FeatureBatch batch, PartState state, OptimizerStep step, Seeds dropout) {
        return ResidentBatch.of(batch, state)
                .map(there -> surrogate.learn(there, likeness, step, dropout))
                .orElseGet(() -> {
                    double alike = surrogate.learn(batch.clean(), batch.images().pixels(), likeness, step, dropout);
                    return () -> alike;
                });
    }

    static double rate(int epoch, int epochs) {
        return LEARNING_RATE
                * Math.pow(DECAY, Milestones.scaled(MILESTONES, epochs, 0).passed(epoch));
    }

    NetworkLoad load(ImageShape feature, ImageShape image, int batchSize) {
        return new NetworkLoad(Surrogate.spec(decoder, feature, image), feature, batchSize);
    }

    /** Backward costs about twice the forward pass. */
    double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int networkSteps) {
        double once = Surrogate.spec(decoder, feature, image).multiplyAdds(feature);
        return 3 * once * ((double) images * pretrainingEpochs + (double) networkSteps / interval * steps * batchSize);
    }
}
