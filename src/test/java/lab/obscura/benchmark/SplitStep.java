package lab.obscura.benchmark;

import java.util.stream.IntStream;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.HostWork;

/** One training step of both halves of a classifier on random images: forward, cross entropy, backward, SGD. */
final class SplitStep implements Runnable {

    private final Network edge;
    private final Network tail;
    private final BatchWork work;
    private final HostBatch images;
    private final int[] labels;
    private int step;

    private SplitStep(Engine engine, SplitSpec split, int batch) {
        this.edge = engine.build(split.edge(), split.input(), Seeds.of(1));
        this.tail = engine.build(split.tail(), split.feature(), Seeds.of(2));
        this.work = HostWork.orThatOf(engine);
        this.images = HostBatch.over(RandomBatch.uniform(batch, split.input()));
        this.labels =
                IntStream.range(0, batch).map(i -> i % tail.output().size()).toArray();
    }

    static SplitStep of(Engine engine, SplitSpec split, int batch) {
        return new SplitStep(engine, split, batch);
    }

    @Override
    public void run() {
        var pass = Pass.train(Seeds.of(step++));
        Batch feature = edge.forward(images, pass);
        Batch logits = tail.forward(feature, pass);
        try (Batch gradient = work.crossEntropy(logits, labels, 0, 1).gradient()) {
            Batch featureGradient = tail.backward(gradient, Wanted.BOTH);
            edge.backward(featureGradient, Wanted.PARAMETERS);
        }
        var sgd = new OptimizerStep.Sgd(0.01, 0.9, 5e-4);
        tail.update(sgd);
        edge.update(sgd);
    }
}
