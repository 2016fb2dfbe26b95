package lab.obscura.engine.attack.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Variant;
import lab.obscura.engine.training.HostWork;

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
    private final BatchWork work;

    /** @param number counted from 1 */
    DecoderRestart(DecoderTraining task, int number) {
        boolean isFirst = number == 1;
        this.task = task;
        this.plan = task.plan();
        this.view = isFirst ? task.view() : task.view().with(task.view().seeds().family("restart", number));
        this.work = HostWork.orThatOf(view.engine());
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
            public DoubleSupplier step(int[] images, int iteration, OptimizerStep how) {
                return trainStep(decoder, images, iteration, how);
            }

            @Override
            public double error(int[] images) {
                return validationError(decoder, images);
            }

            @Override
            public void afterEpoch(int epoch) {
                if (plan.statistics() == Variant.REFERENCE_CODE) {
                    task.rebuild(decoder, targets, Pass.train(view.seeds().family("faithful", epoch)))
                            .close();
                }
            }
        };
    }

    private DoubleSupplier trainStep(Network decoder, int[] images, int iteration, OptimizerStep step) {
        try (Batch feature = task.inputs().of(images, view.seeds().family("decoder.noise", iteration))) {
            Batch output = decoder.forward(feature, Pass.train(view.seeds().family("decoder.dropout", iteration)));
            BatchLoss loss = loss(output, targets(images));
            try (Batch outputGradient = loss.gradient()) {
                decoder.backward(outputGradient, Wanted.PARAMETERS);
            }
            decoder.update(step);
            return () -> loss.numbers().loss();
        }
    }

    /** Where the images lie. */
    private BatchLoss loss(Batch output, float[] wanted) {
        if (plan.loss() == PixelLoss.MSE) {
            return work.squaredError(output, wanted);
        }
        return view.engine()
                .batchWork()
                .map(there -> loss(there, output, wanted))
                .orElseGet(() -> lossOnHost(output, wanted));
    }

    private BatchLoss loss(ResidentWork there, Batch output, float[] wanted) {
        ImageShape shape = output.shape();
        Derived loss = there.derive(
                List.of(output),
                (constants, at) -> List.of(plan.loss().of(at.get(0), constants.of(wanted, shape), shape)));
        return new BatchLoss(loss.gradient(), () -> new BatchLoss.Numbers(loss.number(0), 0));
    }

    private BatchLoss lossOnHost(Batch output, float[] wanted) {
        float[] gradient = new float[wanted.length];
        double loss = plan.loss().add(output.values(), wanted, view.image(), gradient);
        var numbers = new BatchLoss.Numbers(loss, 0);
        return new BatchLoss(Batch.of(gradient, output.shape()), () -> numbers);
    }

    /** The loss at rest; the same noise after every epoch, so that only the decoder changes it. */
    private double validationError(Network decoder, int[] images) {
        var losses = new ArrayList<DoubleSupplier>();
        for (int from = 0; from < images.length; from += plan.batchSize()) {
            int[] batch = Arrays.copyOfRange(images, from, Math.min(images.length, from + plan.batchSize()));
            try (Batch feature = task.inputs().of(batch, task.view().seeds().family("decoder.validation", from))) {
                BatchLoss loss = loss(decoder.forward(feature, Pass.eval()), targets(batch));
                loss.gradient().close();
                losses.add(() -> batch.length * loss.numbers().loss());
            }
        }
        double sum = 0;
        for (DoubleSupplier loss : losses) { // behind the last batch: one look brings them all
            sum += loss.getAsDouble();
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
