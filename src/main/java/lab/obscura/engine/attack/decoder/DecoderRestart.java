package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Variant;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One decoder: from its initial weights to what it has learned. The first is the one that there would be alone; each has
 * randomness of its own, but all are tried on the same held-out images with the same noise.
 */
final class DecoderRestart {

    private final DecoderTraining task;
    private final DecoderTraining.Plan plan;
    private final AttackerView view;
    private final String loop;
    private final String series;
    private final String title;

    /** @param number counted from 1 */
    DecoderRestart(DecoderTraining task, int number) {
        boolean isFirst = number == 1;
        this.task = task;
        this.plan = task.plan();
        this.view = isFirst ? task.view() : task.view().with(task.view().seeds().family("restart", number));
        // Names of checkpoints are letters only: decoder, decoderb, decoderc.
        this.loop = "decoder" + (isFirst ? "" : Character.toString('a' + number - 1));
        this.series = "attack." + plan.slug() + (isFirst ? "" : ".restart" + number);
        this.title = plan.restarts() == 1 ? "decoder" : "decoder " + number + " of " + plan.restarts();
    }

    /**
     * A decoder that has learned.
     *
     * @param state all that it holds
     */
    record Trained(Learning learning, NetworkState state) {}

    /** @param targets what it is shown of the targets; only the reference code lets them into the statistics */
    Trained learn(NetworkSpec spec, float[] targets, RunContext context) {
        try (Network decoder =
                view.engine().build(spec, task.input(), view.seeds().family("decoder.init"))) {
            var curve = new Curve(series + ".loss", context);
            var validation = Curve.ofValidation(series + ".validation", context);
            Learning learning = new AttackTrainingLoop(loop, decoder, curve, validation, context)
                    .showing(chosen -> task.pixels(decoder, targets, chosen))
                    .learn(plan.learning(), view, course(decoder, targets));
            context.log(context.stage() + ": " + title + " " + learning.inWords());
            return new Trained(learning, decoder.state());
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
                    task.rebuild(decoder, targets, Pass.train(view.seeds().family("faithful", epoch)));
                }
            }
        };
    }

    private double trainStep(Network decoder, int[] images, int iteration, OptimizerStep step) {
        try (INDArray feature = task.inputs().of(images, view.seeds().family("decoder.noise", iteration))) {
            INDArray output = decoder.forward(feature, Pass.train(view.seeds().family("decoder.dropout", iteration)));
            float[] values = HostArrays.values(output);
            float[] gradient = new float[values.length];
            double loss = plan.loss().add(values, targets(images), view.image(), gradient);
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
            try (INDArray feature = task.inputs().of(batch, task.view().seeds().family("decoder.validation", from))) {
                float[] output = HostArrays.values(decoder.forward(feature, Pass.eval()));
                sum += batch.length * plan.loss().add(output, targets(batch), view.image(), new float[output.length]);
            }
        }
        return sum / images.length;
    }

    private float[] targets(int[] images) {
        int size = view.image().size();
        float[] targets = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            task.auxiliary().copyTo(images[i], targets, i * size);
        }
        return plan.target().scaled(targets);
    }
}
