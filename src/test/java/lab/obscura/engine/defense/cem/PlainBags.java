package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.obscura.engine.defense.FeatureBatch;

/** The samples of each class of a batch and what earlier batches left, in double precision, so that single values can be moved. */
final class PlainBags {

    final Map<Integer, List<double[]>> byClass = new TreeMap<>();
    final List<double[]> samples = new ArrayList<>();

    /** @param earlier batches whose last {@code memory} samples of each class are remembered, oldest first */
    PlainBags(FeatureBatch batch, List<FeatureBatch> earlier, int memory) {
        for (int i = 0; i < batch.count(); i++) {
            double[] sample = sample(batch, i);
            samples.add(sample);
            byClass.computeIfAbsent(batch.labels()[i], label -> new ArrayList<>())
                    .add(sample);
        }
        byClass.forEach((label, bag) -> bag.addAll(remembered(earlier, label, memory)));
        byClass.values().removeIf(bag -> bag.size() < 2);
    }

    private static List<double[]> remembered(List<FeatureBatch> earlier, int label, int memory) {
        var all = new ArrayList<double[]>();
        for (FeatureBatch batch : earlier) {
            for (int i = 0; i < batch.count(); i++) {
                if (batch.labels()[i] == label) {
                    all.add(sample(batch, i));
                }
            }
        }
        return all.subList(Math.max(0, all.size() - memory), all.size());
    }

    private static double[] sample(FeatureBatch batch, int i) {
        double[] sample = new double[batch.size()];
        for (int d = 0; d < sample.length; d++) {
            sample[d] = batch.clean()[i * sample.length + d];
        }
        return sample;
    }
}
