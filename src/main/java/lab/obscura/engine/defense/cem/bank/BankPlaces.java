package lab.obscura.engine.defense.cem.bank;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the features of a {@link MemoryBank} lie, wherever that is: a ring per class, one after the other.
 *
 * @param capacity features per class
 * @param written per class, how many features have ever come since the bank was empty
 */
record BankPlaces(int capacity, int[] written) {

    int held(int label) {
        return Math.min(capacity, written[label]);
    }

    /** The places of what is remembered of these classes, in the order of the classes. */
    int[] remembered(int[] labels) {
        return Arrays.stream(labels)
                .distinct()
                .sorted()
                .flatMap(label -> IntStream.range(label * capacity, label * capacity + held(label)))
                .toArray();
    }

    /** The bags of a batch, its samples first, then what is remembered. */
    List<Bag> bags(int[] labels) {
        int[] remembered = remembered(labels);
        int[] all = Arrays.copyOf(labels, labels.length + remembered.length);
        Arrays.setAll(all, row -> row < labels.length ? labels[row] : remembered[row - labels.length] / capacity);
        return Bags.byClass(all, labels.length);
    }

    /**
     * What a batch leaves in the bank.
     *
     * @param from samples of the batch
     * @param to the places that they take, each once
     */
    record Writing(int[] from, int[] to, BankPlaces after) {}

    Writing writing(int[] labels) {
        int[] counts = written.clone();
        Map<Integer, Integer> latest = new LinkedHashMap<>();
        for (int i = 0; capacity > 0 && i < labels.length; i++) {
            int label = labels[i];
            latest.put(label * capacity + counts[label] % capacity, i);
            counts[label] = counts[label] + 1 < 2 * capacity ? counts[label] + 1 : capacity; // the same place, small
        }
        return new Writing(
                latest.values().stream().mapToInt(i -> i).toArray(),
                latest.keySet().stream().mapToInt(i -> i).toArray(),
                new BankPlaces(capacity, counts));
    }
}
