package lab.obscura.benchmark;

import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One training step of both halves of a classifier on random images: forward, cross entropy, backward, SGD. */
final class SplitStep implements Runnable {

    private final Network edge;
    private final Network tail;
    private final INDArray images;
    private final INDArray labels;
    private int step;

    private SplitStep(Engine engine, SplitSpec split, int batch) {
        this.edge = engine.build(split.edge(), split.input(), Seeds.of(1));
        this.tail = engine.build(split.tail(), split.feature(), Seeds.of(2));
        this.images = RandomBatch.uniform(batch, split.input());
        this.labels = RandomBatch.oneHot(batch, tail.output().size());
    }

    static SplitStep of(Engine engine, SplitSpec split, int batch) {
        return new SplitStep(engine, split, batch);
    }

    @Override
    public void run() {
        var pass = Pass.train(Seeds.of(step++));
        INDArray feature = edge.forward(images, pass);
        INDArray logits = tail.forward(feature, pass);
        try (INDArray gradient = crossEntropyGradient(logits)) {
            INDArray featureGradient = tail.backward(gradient, Wanted.BOTH);
            edge.backward(featureGradient, Wanted.PARAMETERS);
        }
        var sgd = new OptimizerStep.Sgd(0.01, 0.9, 5e-4);
        tail.update(sgd);
        edge.update(sgd);
    }

    private INDArray crossEntropyGradient(INDArray logits) {
        long batch = logits.size(0);
        long classes = logits.size(3);
        try (INDArray probabilities = Transforms.softmax(logits.reshape(batch, classes), true)) {
            return probabilities.sub(labels).divi(batch).reshape(batch, 1, 1, classes);
        }
    }
}
