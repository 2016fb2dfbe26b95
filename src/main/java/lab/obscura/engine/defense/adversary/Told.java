package lab.obscura.engine.defense.adversary;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Diagnostics whose numbers lie where the engine computes until somebody looks at them. */
final class Told extends AbstractMap<String, Double> {

    private final Map<String, DoubleSupplier> numbers;

    /** @param numbers read at the first look, by their names */
    Told(Map<String, DoubleSupplier> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        var read = new LinkedHashMap<String, Double>();
        numbers.forEach((name, number) -> read.put(name, number.getAsDouble()));
        return read.entrySet();
    }
}
