package lab.obscura.engine.run;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.training.CrossEntropy;

/**
 * Whether rebuilt images still show their class: the accuracy of the trained network itself on them, without the defense's transforms.
 * The CEM code prints it.
 */
final class Recognition {

    private static final int BATCH = 200;

    private Recognition() {}

    /** Share of the reconstructions in which the network sees the class of the original. */
    static double of(TrainedSplit network, Engine engine, LabeledImages originals, Reconstructions rebuilt) {
        int correct = 0;
        try (var classifier = new FrozenNetwork(
                List.of(network.edge().build(engine), network.tail().build(engine)))) {
            for (int from = 0; from < rebuilt.count(); from += BATCH) {
                int n = Math.min(BATCH, rebuilt.count() - from);
                int[] labels = new int[n];
                int start = from;
                Arrays.setAll(labels, i -> originals.label(start + i));
                correct += CrossEntropy.of(classifier.forward(batch(rebuilt, from, n)), labels)
                        .correct();
            }
        }
        return (double) correct / rebuilt.count();
    }

    private static Batch batch(Reconstructions rebuilt, int from, int count) {
        return rebuilt.kept().map(kept -> kept.part(from, from + count)).orElseGet(() -> {
            int size = rebuilt.shape().size();
            return Batch.of(Arrays.copyOfRange(rebuilt.pixels(), from * size, (from + count) * size), rebuilt.shape());
        });
    }
}
