package lab.obscura.result.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.obscura.engine.stats.Sample;

/**
 * The runs of one definition, one per seed, name by name. A run that lacks a number, as those of earlier versions lack a metric that
 * was added later, or whose number came out as none, takes no part in the sample of that name.
 */
public final class SeedSummary {

    private final Map<String, Sample> samples;

    private SeedSummary(Map<String, Sample> samples) {
        this.samples = samples;
    }

    /** @param runs name to number, of each run */
    public static SeedSummary of(List<Map<String, Double>> runs) {
        Map<String, List<Double>> values = new HashMap<>();
        runs.forEach(run -> run.forEach((name, value) ->
                values.computeIfAbsent(name, first -> new ArrayList<>()).add(value)));
        return ofNumbers(values);
    }

    /** @param numbers name to its numbers, one of each run that has it */
    public static SeedSummary ofNumbers(Map<String, List<Double>> numbers) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        new TreeMap<>(numbers).forEach((name, all) -> {
            List<Double> finite = all.stream().filter(Double::isFinite).toList();
            if (!finite.isEmpty()) {
                samples.put(name, new Sample(finite));
            }
        });
        return new SeedSummary(samples);
    }

    public Optional<Sample> sample(String name) {
        return Optional.ofNullable(samples.get(name));
    }

    public Optional<Spread> spread(String name) {
        return sample(name).map(Spread::of);
    }

    /** Every number that any of the runs has, by name. */
    public Map<String, Spread> spreads() {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        samples.forEach((name, sample) -> spreads.put(name, Spread.of(sample)));
        return Collections.unmodifiableMap(spreads);
    }
}
