package lab.obscura.engine.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Seconds per stage of a run. */
final class Stopwatch {

    private final LongSupplier nanos;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    Stopwatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    <T> T time(String stage, Supplier<T> work) {
        long start = nanos.getAsLong();
        T result = work.get();
        seconds.put(stage, (nanos.getAsLong() - start) / 1e9);
        return result;
    }

    void time(String stage, Runnable work) {
        time(stage, () -> {
            work.run();
            return stage;
        });
    }

    Map<String, Double> seconds() {
        return seconds;
    }
}
