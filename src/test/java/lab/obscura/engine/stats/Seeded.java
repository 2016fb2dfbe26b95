package lab.obscura.engine.stats;

import java.util.TreeMap;

/** Values of the seeds 1, 2, 3, … */
final class Seeded {

    private Seeded() {}

    static SeedValues values(double... numbers) {
        return from(1, numbers);
    }

    /** Of the seeds {@code first}, {@code first} + 1, … */
    static SeedValues from(long first, double... numbers) {
        var values = new TreeMap<Long, Double>();
        for (int i = 0; i < numbers.length; i++) {
            values.put(first + i, numbers[i]);
        }
        return new SeedValues(values);
    }
}
