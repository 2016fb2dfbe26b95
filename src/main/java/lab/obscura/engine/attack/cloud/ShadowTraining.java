package lab.obscura.engine.attack.cloud;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.HeSteps;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.training.CrossEntropy;

/** Trains a shadow of the edge until the cloud's frozen half reads it: {@code min_f' E CE(g(f'(x)), y)}. */
record ShadowTraining(String slug, AttackerView view, int epochs, int batchSize, double learningRate) {

    void train(Network shadow, FrozenNetwork tail, RunContext context) {
        LabeledImages auxiliary = view.auxiliary();
        int[] labels = view.labels();
        var plan =
                AttackTrainingLoop.Plan.fixed(epochs, batchSize, (epoch, halvings) -> HeSteps.at(epoch, learningRate));
        var curve = new Curve("attack." + slug + ".shadow", context);
        new AttackTrainingLoop("shadow", shadow, curve, context).learn(plan, view, (images, iteration, how) -> {
            int[] classes = Arrays.stream(images).map(image -> labels[image]).toArray();
            return step(shadow, tail, new Owned(pixels(auxiliary, images), classes), iteration, how);
        });
    }

    /** Pixels of own images and their classes. */
    private record Owned(float[] pixels, int[] classes) {}

    private static float[] pixels(LabeledImages auxiliary, int[] images) {
        int size = auxiliary.shape().size();
        float[] pixels = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            auxiliary.copyTo(images[i], pixels, i * size);
        }
        return pixels;
    }

    private DoubleSupplier step(Network shadow, FrozenNetwork tail, Owned batch, int iteration, OptimizerStep step) {
        int count = batch.classes().length;
        try (Batch input = Batch.of(batch.pixels(), view.image())) {
            Batch feature = shadow.forward(input, Pass.train(view.seeds().family("shadow.dropout", iteration)));
            var work = view.engine().batchWork();
            if (work.isPresent()) {
                BatchLoss loss = work.get().crossEntropy(tail.answer(feature), batch.classes(), 0, 1);
                try (Batch atLogits = loss.gradient()) {
                    shadow.backward(tail.inputGradient(atLogits), Wanted.PARAMETERS);
                }
                shadow.update(step);
                return () -> loss.numbers().loss();
            }
            var answer = CrossEntropy.of(tail.forward(feature.values(), count), batch.classes());
            try (Batch gradient = Batch.of(tail.inputGradient(answer.gradient()), feature.shape())) {
                shadow.backward(gradient, Wanted.PARAMETERS);
            }
            shadow.update(step);
            return answer::loss;
        }
    }
}
