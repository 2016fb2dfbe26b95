package lab.obscura.engine.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several tests at once: the chance that any of those that find nothing is called a finding stays below the level, however they
 * depend on each other. The smallest of k probabilities is compared with level/k, the next with level/(k − 1), and so on; the first
 * that is larger ends it (Holm 1979).
 */
final class Holm {

    private Holm() {}

    /** Which of the probabilities are findings, in the order given. */
    static List<Boolean> findings(List<Double> probabilities, double level) {
        int count = probabilities.size();
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities.get(a), probabilities.get(b)))
                .mapToInt(position -> position)
                .toArray();
        var findings = new Boolean[count];
        boolean isOpen = true;
        for (int place = 0; place < count; place++) {
            isOpen = isOpen && probabilities.get(order[place]) <= level / (count - place);
            findings[order[place]] = isOpen;
        }
        return List.of(findings);
    }
}
