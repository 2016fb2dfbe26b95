package lab.obscura.engine.defense.cem.bank;

import java.util.Arrays;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.Tensor;

/**
 * The latest clean features of each class, first in, first out. A batch of 128 has a dozen samples of each of ten classes, and one
 * of each of a hundred: too few to tell a variance. Emptied when the encoder's structure changes, and only then: the samples of the
 * next steps replace what an encoder that merely moves has left behind.
 *
 * @param capacity features per class
 * @param features classes · capacity · size; a ring per class
 * @param written per class, how many features have ever come since the bank was empty
 */
public record MemoryBank(int capacity, int size, float[] features, int[] written) {

    private static final String FEATURES = "bank/features";
    private static final String WRITTEN = "bank/written";

    /** The bank as this batch finds it. */
    public static MemoryBank in(PartState state, int capacity, FeatureBatch batch) {
        if (state.find(FEATURES).isEmpty()) {
            float[] nothing = new float[batch.classes() * capacity * batch.size()];
            return new MemoryBank(capacity, batch.size(), nothing, new int[batch.classes()]);
        }
        float[] written = state.find(WRITTEN).orElseThrow().values();
        int[] counts = new int[written.length];
        Arrays.setAll(counts, i -> (int) written[i]);
        float[] features = state.find(FEATURES).orElseThrow().values();
        return new MemoryBank(capacity, batch.size(), features, counts);
    }

    /** Nothing is remembered any more. */
    public static void empty(PartState state) {
        state.remove(FEATURES);
        state.remove(WRITTEN);
    }

    int held(int label) {
        return Math.min(capacity, written[label]);
    }

    /** The bags of a batch, each with what is remembered of its class. */
    public Bags bags(FeatureBatch batch) {
        int[] present = Arrays.stream(batch.labels()).distinct().sorted().toArray();
        int remembered = Arrays.stream(present).map(this::held).sum();
        float[] all = Arrays.copyOf(batch.clean(), (batch.count() + remembered) * size);
        int[] labels = Arrays.copyOf(batch.labels(), batch.count() + remembered);
        int row = batch.count();
        for (int label : present) {
            System.arraycopy(features, label * capacity * size, all, row * size, held(label) * size);
            Arrays.fill(labels, row, row + held(label), label);
            row += held(label);
        }
        return new Bags(Bags.matrix(all, size), batch.count(), Bags.byClass(labels, batch.count()));
    }

    /** The bank after this batch. */
    public MemoryBank with(FeatureBatch batch) {
        float[] newer = features.clone();
        int[] counts = written.clone();
        for (int i = 0; capacity > 0 && i < batch.count(); i++) {
            int label = batch.labels()[i];
            int place = label * capacity + counts[label] % capacity;
            System.arraycopy(batch.clean(), i * size, newer, place * size, size);
            counts[label] = counts[label] + 1 < 2 * capacity ? counts[label] + 1 : capacity; // the same place, small
        }
        return new MemoryBank(capacity, size, newer, counts);
    }

    public void storeIn(PartState state) {
        float[] counts = new float[written.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = written[i];
        }
        state.put(FEATURES, new Tensor(new long[] {written.length, capacity, size}, features));
        state.put(WRITTEN, new Tensor(new long[] {counts.length}, counts));
    }
}
