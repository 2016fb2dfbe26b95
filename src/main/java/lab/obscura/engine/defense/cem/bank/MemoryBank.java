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
 * @param features classes · capacity · size; a ring per class
 */
public record MemoryBank(BankPlaces places, int size, float[] features) {

    static final String FEATURES = "bank/features";
    private static final String WRITTEN = "bank/written";

    /** The bank as this batch finds it. */
    public static MemoryBank in(PartState state, int capacity, FeatureBatch batch) {
        return new MemoryBank(places(state, capacity, batch), batch.size(), features(state, capacity, batch));
    }

    static BankPlaces places(PartState state, int capacity, FeatureBatch batch) {
        int[] counts = new int[batch.classes()];
        state.find(WRITTEN).ifPresent(written -> Arrays.setAll(counts, i -> (int) written.values()[i]));
        return new BankPlaces(capacity, counts);
    }

    /** Zeros where nothing was remembered yet. */
    static float[] features(PartState state, int capacity, FeatureBatch batch) {
        return state.find(FEATURES)
                .map(Tensor::values)
                .orElseGet(() -> new float[batch.classes() * capacity * batch.size()]);
    }

    /** Nothing is remembered any more. */
    public static void empty(PartState state) {
        state.remove(FEATURES);
        state.remove(WRITTEN);
    }

    int held(int label) {
        return places.held(label);
    }

    /** The bags of a batch, each with what is remembered of its class. */
    public Bags bags(FeatureBatch batch) {
        int[] remembered = places.remembered(batch.labels());
        float[] all = Arrays.copyOf(batch.clean(), (batch.count() + remembered.length) * size);
        for (int i = 0; i < remembered.length; i++) {
            System.arraycopy(features, remembered[i] * size, all, (batch.count() + i) * size, size);
        }
        return new Bags(Bags.matrix(all, size), batch.count(), places.bags(batch.labels()));
    }

    /** The bank after this batch. */
    public MemoryBank with(FeatureBatch batch) {
        BankPlaces.Writing writing = places.writing(batch.labels());
        float[] newer = features.clone();
        for (int i = 0; i < writing.to().length; i++) {
            System.arraycopy(batch.clean(), writing.from()[i] * size, newer, writing.to()[i] * size, size);
        }
        return new MemoryBank(writing.after(), size, newer);
    }

    public void storeIn(PartState state) {
        state.put(FEATURES, tensor(places, size, features));
        store(places, state);
    }

    static Tensor tensor(BankPlaces places, int size, float[] features) {
        return new Tensor(new long[] {places.written().length, places.capacity(), size}, features);
    }

    static void store(BankPlaces places, PartState state) {
        float[] counts = new float[places.written().length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = places.written()[i];
        }
        state.put(WRITTEN, new Tensor(new long[] {counts.length}, counts));
    }
}
