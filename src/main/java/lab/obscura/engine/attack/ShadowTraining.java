package lab.obscura.engine.attack;

import java.util.Arrays;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.pipeline.RunContext;
import lab.obscura.engine.training.CrossEntropy;
import lab.obscura.engine.training.TrainingDivergedException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains a shadow of the edge until the cloud's frozen half reads it: {@code min_f' E CE(g(f'(x)), y)}. */
record ShadowTraining(String slug, AttackerView view, int epochs, int batchSize, double learningRate) {

    void train(Network shadow, FrozenNetwork tail, RunContext context) {
        LabeledImages own = view.own();
        int[] labels = view.labels();
        int batch = Math.min(batchSize, own.count());
        int batches = own.count() / batch;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int[] order = view.seeds().stream("shadow.shuffle", epoch).permutation(own.count());
            double loss = 0;
            for (int b = 0; b < batches; b++) {
                context.checkStop();
                int[] images = Arrays.copyOfRange(order, b * batch, (b + 1) * batch);
                int iteration = (epoch - 1) * batches + b;
                OptimizerStep step = HeSteps.at(epoch, learningRate);
                int[] classes =
                        Arrays.stream(images).map(image -> labels[image]).toArray();
                var seen = new Batch(pixels(own, images), classes);
                loss += step(shadow, tail, seen, iteration, step) / batches;
                if (!Double.isFinite(loss)) {
                    throw new TrainingDivergedException("The shadow's loss", epoch, iteration + 1, step.learningRate());
                }
                context.progress((epoch - 1 + (b + 1.0) / batches) / epochs);
            }
            context.point("attack." + slug + ".shadow", epoch, loss);
        }
    }

    /** Pixels of own images and their classes. */
    private record Batch(float[] pixels, int[] classes) {}

    private static float[] pixels(LabeledImages own, int[] images) {
        int size = own.shape().size();
        float[] pixels = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            own.copyTo(images[i], pixels, i * size);
        }
        return pixels;
    }

    private double step(Network shadow, FrozenNetwork tail, Batch batch, int iteration, OptimizerStep step) {
        int count = batch.classes().length;
        var shape = view.image();
        try (INDArray input =
                HostArrays.array(batch.pixels(), count, shape.height(), shape.width(), shape.channels())) {
            INDArray feature = shadow.forward(input, Pass.train(view.seeds().family("shadow.dropout", iteration)));
            var answer = CrossEntropy.of(tail.forward(HostArrays.values(feature), count), batch.classes());
            try (INDArray gradient = HostArrays.array(tail.inputGradient(answer.gradient()), feature.shape())) {
                shadow.backward(gradient, Wanted.PARAMETERS);
            }
            shadow.update(step);
            return answer.loss();
        }
    }
}
