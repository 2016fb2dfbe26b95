package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Variant;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How every decoder learns: from features to images, by the mean squared error. */
record DecoderTraining(Plan plan, AttackerView view, LabeledImages auxiliary, ImageShape input, Inputs inputs) {

    /**
     * How to train.
     *
     * @param slug of the attack, for its curve
     * @param learning how long, and by which steps
     * @param target what the network puts out: pixels, or scaled ones
     * @param statistics batch-norm's: with the reference code they see the targets' features, too
     */
    record Plan(String slug, AttackTrainingLoop.Plan learning, PixelScale target, Variant statistics) {

        Plan with(Variant otherStatistics) {
            return new Plan(slug, learning, target, otherStatistics);
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
        INDArray of(int[] images, Seeds draw);
    }

    /** What a decoder learns behind its own training. */
    interface Further {

        void learn(Network decoder, RunContext context);
    }

    /**
     * Trains a decoder and applies it.
     *
     * @param targets what it is shown of the targets, one input after the other
     */
    Reconstructions run(NetworkSpec spec, float[] targets, RunContext context) {
        return run(spec, targets, (decoder, rest) -> {}, 1, context);
    }

    /**
     * As {@link #run(NetworkSpec, float[], RunContext)}, and lets it learn more before it is applied.
     *
     * @param share of the training alone in the progress
     */
    Reconstructions run(NetworkSpec spec, float[] targets, Further further, double share, RunContext context) {
        try (Network decoder = view.engine().build(spec, input, view.seeds().family("decoder.init"))) {
            String series = "attack." + plan.slug();
            var curve = new Curve(series + ".loss", context);
            var validation = Curve.ofValidation(series + ".validation", context);
            Learning learning = new AttackTrainingLoop("decoder", decoder, curve, validation, context.share(0, share))
                    .learn(plan.learning(), view, course(decoder, targets));
            context.log(context.stage() + ": decoder " + learning.inWords());
            further.learn(decoder, context.share(share, 1));
            Reconstructions rebuilt = rebuild(decoder, targets, Pass.eval());
            if (!rebuilt.isFinite()) {
                double rate = plan.learning().steps().at(learning.epochs(), 0).learningRate();
                throw new TrainingDivergedException("The decoder's last output", learning.epochs(), 0, rate);
            }
            return rebuilt.with(learning);
        }
    }

    private AttackTrainingLoop.TrainingTask course(Network decoder, float[] targets) {
        return new AttackTrainingLoop.TrainingTask() {

            @Override
            public double step(int[] images, int iteration, OptimizerStep how) {
                return trainStep(decoder, images, iteration, how);
            }

            @Override
            public double error(int[] images) {
                return validationError(decoder, images);
            }

            @Override
            public void afterEpoch(int epoch) {
                if (plan.statistics() == Variant.REFERENCE_CODE) {
                    rebuild(decoder, targets, Pass.train(view.seeds().family("faithful", epoch)));
                }
            }
        };
    }

    private double trainStep(Network decoder, int[] images, int iteration, OptimizerStep step) {
        try (INDArray feature = inputs.of(images, view.seeds().family("decoder.noise", iteration))) {
            INDArray output = decoder.forward(feature, Pass.train(view.seeds().family("decoder.dropout", iteration)));
            float[] gradient = HostArrays.values(output);
            double loss = meanSquaredError(gradient, targets(images));
            try (INDArray outputGradient = HostArrays.array(gradient, output.shape())) {
                decoder.backward(outputGradient, Wanted.PARAMETERS);
            }
            decoder.update(step);
            return loss;
        }
    }

    /** The loss at rest; the same noise after every epoch, so that only the decoder changes it. */
    private double validationError(Network decoder, int[] images) {
        double sum = 0;
        for (int from = 0; from < images.length; from += plan.batchSize()) {
            int[] batch = Arrays.copyOfRange(images, from, Math.min(images.length, from + plan.batchSize()));
            try (INDArray feature = inputs.of(batch, view.seeds().family("decoder.validation", from))) {
                float[] output = HostArrays.values(decoder.forward(feature, Pass.eval()));
                sum += batch.length * meanSquaredError(output, targets(batch));
            }
        }
        return sum / images.length;
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

    private float[] targets(int[] images) {
        int size = view.image().size();
        float[] targets = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            auxiliary.copyTo(images[i], targets, i * size);
        }
        return plan.target().scaled(targets);
    }

    private Reconstructions rebuild(Network decoder, float[] targets, Pass pass) {
        int count = targets.length / input.size();
        int size = view.image().size();
        float[] outputs = new float[count * size];
        for (int from = 0; from < count; from += plan.batchSize()) {
            int n = Math.min(plan.batchSize(), count - from);
            float[] values = Arrays.copyOfRange(targets, from * input.size(), (from + n) * input.size());
            try (INDArray batch = HostArrays.array(values, n, input.height(), input.width(), input.channels())) {
                float[] rebuilt = HostArrays.values(decoder.forward(batch, pass));
                System.arraycopy(rebuilt, 0, outputs, from * size, rebuilt.length);
            }
        }
        return new Reconstructions(view.image(), plan.target().pixels(outputs));
    }
}
