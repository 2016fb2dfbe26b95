package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Variant;

/** How every decoder learns: from features to images, once or several times, of which the best is used. */
record DecoderTraining(Plan plan, AttackerView view, LabeledImages auxiliary, ImageShape input, Inputs inputs) {

    /**
     * How to train.
     *
     * @param slug of the attack, for its curves
     * @param learning how long, and by which steps; several restarts need held-out images to choose by
     * @param target what the network puts out: pixels, or scaled ones
     * @param statistics batch-norm's: with the reference code they see the targets' features, too
     */
    record Plan(
            String slug,
            AttackTrainingLoop.Plan learning,
            PixelScale target,
            Variant statistics,
            PixelLoss loss,
            int restarts) {

        /** Once, by the squared error. */
        Plan(String slug, AttackTrainingLoop.Plan learning, PixelScale target, Variant statistics) {
            this(slug, learning, target, statistics, PixelLoss.MSE, 1);
        }

        Plan with(Variant otherStatistics) {
            return new Plan(slug, learning, target, otherStatistics, loss, restarts);
        }

        Plan with(PixelLoss otherLoss) {
            return new Plan(slug, learning, target, statistics, otherLoss, restarts);
        }

        Plan with(int otherRestarts) {
            return new Plan(slug, learning, target, statistics, loss, otherRestarts);
        }

        int batchSize() {
            return learning.batchSize();
        }
    }

    /** What the decoder is shown of own images. */
    interface Inputs {

        /**
         * @param images places in the attacker's images
         * @param draw the randomness of this batch
         * @return images × the input's shape; the caller closes it
         */
        Batch of(int[] images, Seeds draw);
    }

    /** What a decoder learns behind its own training. */
    interface Further {

        void learn(Network decoder, RunContext context);
    }

    /**
     * Trains as many decoders as there are restarts, and applies the one that did best on held-out images.
     *
     * @param targets what it is shown of the targets, one input after the other
     */
    Reconstructions run(NetworkSpec spec, float[] targets, RunContext context) {
        return run(spec, targets, (decoder, rest) -> {}, 1, context);
    }

    /**
     * As {@link #run(NetworkSpec, float[], RunContext)}, and lets the best one learn more before it is applied.
     *
     * @param share of the training alone in the progress
     */
    Reconstructions run(NetworkSpec spec, float[] targets, Further further, double share, RunContext context) {
        DecoderRestart.Trained best = best(spec, targets, context.share(0, share));
        Learning learning = best.learning();
        try (Network decoder = view.engine().build(spec, input, view.seeds().family("decoder.init"))) {
            decoder.load(best.state());
            further.learn(decoder, context.share(share, 1));
            Reconstructions rebuilt = rebuild(decoder, targets, Pass.eval());
            if (!rebuilt.isFinite()) {
                rebuilt.close();
                double rate = plan.learning().steps().at(learning.epochs(), 0).learningRate();
                throw new TrainingDivergedException("The decoder's last output", learning.epochs(), 0, rate);
            }
            return rebuilt.with(learning);
        }
    }

    private DecoderRestart.Trained best(NetworkSpec spec, float[] targets, RunContext context) {
        double share = 1.0 / plan.restarts();
        return IntStream.rangeClosed(1, plan.restarts())
                .mapToObj(number -> new DecoderRestart(this, number)
                        .learn(spec, targets, context.share((number - 1) * share, number * share)))
                .reduce((best, next) -> validationError(next) < validationError(best) ? next : best)
                .orElseThrow();
    }

    /** A single one need not have any. */
    private static double validationError(DecoderRestart.Trained trained) {
        return trained.learning().error().orElseThrow();
    }

    /** What a decoder makes of some of the targets as it is now. */
    float[] pixels(Network decoder, float[] targets, int[] chosen) {
        float[] some = new SentFeatures(input, targets).of(chosen).values();
        try (Reconstructions rebuilt = rebuild(decoder, some, Pass.eval())) {
            return rebuilt.pixels();
        }
    }

    /** What a decoder makes of the targets, kept where the engine made it; the caller closes it. */
    Reconstructions rebuild(Network decoder, float[] targets, Pass pass) {
        return view.engine()
                .batchWork()
                .map(work -> Reconstructions.of(rebuild(decoder, targets, pass, work.keepPictures(view.image()))))
                .orElseGet(() -> new Reconstructions(view.image(), onHost(decoder, targets, pass)));
    }

    private KeptPictures rebuild(Network decoder, float[] targets, Pass pass, KeptPictures kept) {
        PixelScale scale = plan.target();
        try {
            int batch = plan.batchSize() * input.size();
            for (int from = 0; from < targets.length; from += batch) {
                float[] values = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + batch));
                try (Batch shown = Batch.of(values, input)) {
                    boolean isClamped = scale.range() == PixelScale.Range.CLAMPED;
                    kept.add(decoder.forward(shown, pass), scale.deviation(), scale.mean(), isClamped);
                }
            }
            return kept;
        } catch (RuntimeException | Error e) { // as when the card's memory ran out
            kept.close();
            throw e;
        }
    }

    private float[] onHost(Network decoder, float[] targets, Pass pass) {
        int count = targets.length / input.size();
        int size = view.image().size();
        float[] outputs = new float[count * size];
        for (int from = 0; from < count; from += plan.batchSize()) {
            int n = Math.min(plan.batchSize(), count - from);
            float[] values = Arrays.copyOfRange(targets, from * input.size(), (from + n) * input.size());
            try (Batch batch = Batch.of(values, input)) {
                float[] rebuilt = decoder.forward(batch, pass).values();
                System.arraycopy(rebuilt, 0, outputs, from * size, rebuilt.length);
            }
        }
        return plan.target().pixels(outputs);
    }
}
