package lab.obscura.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.queue.ExperimentId;
import lab.obscura.result.summary.SeedSummary;
import lab.obscura.result.summary.Spread;
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
    private record Attacked(String slug, String attack, String knowledge, Map<String, Double> means) {}

    ExperimentView.Aggregate of(ExperimentId experiment) {
        List<ExperimentView.Attack> attacks = attacks(experiment).stream()
                .collect(Collectors.groupingBy(Attacked::slug, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ExperimentFindings::attack)
                .toList();
        return new ExperimentView.Aggregate(metrics(experiment), attacks);
    }

    private static ExperimentView.Attack attack(List<Attacked> runs) {
        Attacked first = runs.get(0);
        SeedSummary seeds = SeedSummary.of(runs.stream().map(Attacked::means).toList());
        return new ExperimentView.Attack(first.attack(), first.slug(), first.knowledge(), seeds.spreads());
    }

    private Map<String, Spread> metrics(ExperimentId experiment) {
        List<Map<String, Double>> runs = jdbc.sql("""
                        select jsonb_object_agg(m.metric, m.value) as metrics
                          from runs r join run_metrics m on m.run_id = r.id
                         where r.experiment_id = :experiment group by r.id, r.seed order by r.seed
                        """)
                .param("experiment", experiment.value())
                .query((row, index) -> JSON.readValue(row.getString("metrics"), NUMBERS))
                .list();
        return SeedSummary.of(runs).spreads();
    }

    /** In the order of the definition, then of the seeds. */
    private List<Attacked> attacks(ExperimentId experiment) {
        return jdbc.sql("""
                        select a.slug, a.attack, a.knowledge, jsonb_object_agg(m.metric, m.mean) as means
                          from runs r
                          join attack_results a on a.run_id = r.id
                          join attack_metrics m on m.run_id = a.run_id and m.slug = a.slug
                         where r.experiment_id = :experiment
                         group by r.id, r.seed, a.slug, a.attack, a.knowledge, a.number order by a.number, a.slug, r.seed
                        """)
                .param("experiment", experiment.value())
                .query((row, index) -> new Attacked(
                        row.getString("slug"),
                        row.getString("attack"),
                        row.getString("knowledge"),
                        JSON.readValue(row.getString("means"), NUMBERS)))
                .list();
    }
}
