package lab.obscura.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunId;
import lab.obscura.result.summary.SeedSummary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the runs of one experiment found, over its seeds. */
@Component
final class ExperimentFindings {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    ExperimentFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One attack on one run. */
    private record Attacked(RunId run, String slug, String attack, String knowledge, Map<String, Double> means) {}

    /**
     * What was found, over the seeds and by each of them.
     *
     * @param metrics run to the metrics of its defended network
     * @param attacks run to the means of each attack, by its slug
     */
    record Found(
            ExperimentView.Aggregate aggregate,
            Map<RunId, Map<String, Double>> metrics,
            Map<RunId, Map<String, Map<String, Double>>> attacks) {}

    Found of(ExperimentId experiment) {
        List<Attacked> attacked = attacks(experiment);
        List<ExperimentView.Attack> attacks = attacked.stream()
                .collect(Collectors.groupingBy(Attacked::slug, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ExperimentFindings::attack)
                .toList();
        Map<RunId, Map<String, Map<String, Double>>> perRun = new LinkedHashMap<>();
        attacked.forEach(one -> perRun.computeIfAbsent(one.run(), first -> new LinkedHashMap<>())
                .put(one.slug(), one.means()));
        Map<RunId, Map<String, Double>> metrics = metrics(experiment);
        var spreads = SeedSummary.of(List.copyOf(metrics.values())).spreads();
        return new Found(new ExperimentView.Aggregate(spreads, attacks), metrics, perRun);
    }

    private static ExperimentView.Attack attack(List<Attacked> runs) {
        Attacked first = runs.get(0);
        SeedSummary seeds = SeedSummary.of(runs.stream().map(Attacked::means).toList());
        return new ExperimentView.Attack(first.attack(), first.slug(), first.knowledge(), seeds.spreads());
    }

    private Map<RunId, Map<String, Double>> metrics(ExperimentId experiment) {
        Map<RunId, Map<String, Double>> runs = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.id, jsonb_object_agg(m.metric, m.value) as metrics
                          from runs r join run_metrics m on m.run_id = r.id
                         where r.experiment_id = :experiment group by r.id, r.seed order by r.seed
                        """).param("experiment", experiment.value()).query(row -> {
            runs.put(new RunId(row.getObject("id", UUID.class)), JSON.readValue(row.getString("metrics"), NUMBERS));
        });
        return runs;
    }

    /** In the order of the definition, then of the seeds. */
    private List<Attacked> attacks(ExperimentId experiment) {
        return jdbc.sql("""
                        select r.id, a.slug, a.attack, a.knowledge, jsonb_object_agg(m.metric, m.mean) as means
                          from runs r
                          join attack_results a on a.run_id = r.id
                          join attack_metrics m on m.run_id = a.run_id and m.slug = a.slug
                         where r.experiment_id = :experiment
                         group by r.id, r.seed, a.slug, a.attack, a.knowledge, a.number order by a.number, a.slug, r.seed
                        """)
                .param("experiment", experiment.value())
                .query((row, index) -> new Attacked(
                        new RunId(row.getObject("id", UUID.class)),
                        row.getString("slug"),
                        row.getString("attack"),
                        row.getString("knowledge"),
                        JSON.readValue(row.getString("means"), NUMBERS)))
                .list();
    }
}
