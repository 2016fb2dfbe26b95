package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Repeated values of one quantity: their median and range. */
record Rounds(List<Double> values) {

    Rounds {
        values = List.copyOf(values);
    }

    /** The contestants in the order of this round: everyone is first in turn, so that none always follows the same one. */
    static <T> List<T> order(Collection<T> contestants, int round) {
        List<T> turned = new ArrayList<>(contestants);
        Collections.rotate(turned, -round);
        return turned;
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Round by round, this divided by the other: what disturbed both at the same time cancels. */
    Rounds over(Rounds other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Rounds(ratios);
    }

    String ratio() {
        return text("%.2f");
    }

    String text(String format) {
        return (format + " (" + format + " to " + format + ")")
                .formatted(median(), Collections.min(values), Collections.max(values));
    }
}
