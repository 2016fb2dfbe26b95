package lab.obscura.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.queue.RunState;
import lab.obscura.result.AttackAdequacy;

/**
 * What was computed of a row.
 *
 * @param runs one per seed that is there
 */
record MeasuredRow(List<SeedRun> runs) {

    static final MeasuredRow NOTHING = new MeasuredRow(List.of());

    private static final String INADEQUATE = "inadequate";

    MeasuredRow {
        runs = List.copyOf(runs);
    }

    /**
     * One seed.
     *
     * @param metrics of the defended network
     * @param attacks slug to what the attack left
     */
    record SeedRun(
            UUID experiment,
            UUID run,
            long seed,
            RunState state,
            Map<String, Double> metrics,
            Map<String, Attacked> attacks) {}

    /** What one attack left. */
    record Attacked(Map<String, Double> means, AttackAdequacy adequacy) {}

    /** @param slug empty for a metric of the network */
    Optional<SeedValues> values(Optional<String> slug, String metric) {
        var values = new TreeMap<Long, Double>();
        runs.stream().filter(run -> run.state() == RunState.SUCCEEDED).forEach(run -> {
            Map<String, Double> numbers =
                    slug.map(run.attacks()::get).map(Attacked::means).orElse(Map.of());
            Double number = (slug.isPresent() ? numbers : run.metrics()).get(metric);
            if (number != null && Double.isFinite(number)) {
                values.put(run.seed(), number);
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(new SeedValues(values));
    }

    /** Why an attack was not strong enough, as of the first seed of which that is said; empty where it was. */
    Optional<String> weakness(String slug) {
        return runs.stream()
                .map(run -> Optional.ofNullable(run.attacks().get(slug)))
                .flatMap(Optional::stream)
                .map(Attacked::adequacy)
                .filter(adequacy -> adequacy.verdict().equals(INADEQUATE))
                .map(adequacy -> String.join("; ", adequacy.reasons()))
                .findFirst();
    }

    Optional<UUID> experiment() {
        return runs.stream().map(SeedRun::experiment).findFirst();
    }

    long count(RunState... states) {
        return runs.stream()
                .filter(run -> List.of(states).contains(run.state()))
                .count();
    }
}
