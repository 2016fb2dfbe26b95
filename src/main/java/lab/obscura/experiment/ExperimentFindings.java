package lab.obscura.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.queue.ExperimentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mean and standard deviation over the seeds of one experiment. */
@Component
final class ExperimentFindings {

    private final JdbcClient jdbc;

    ExperimentFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ExperimentView.Aggregate of(ExperimentId experiment) {
        return new ExperimentView.Aggregate(metrics(experiment), attacks(experiment));
    }

    private Map<String, ExperimentView.Spread> metrics(ExperimentId experiment) {
        Map<String, ExperimentView.Spread> metrics = new LinkedHashMap<>();
        jdbc.sql("""
                        select m.metric, avg(m.value) as mean, stddev_samp(m.value) as deviation, count(*) as n
                          from runs r join run_metrics m on m.run_id = r.id
                         where r.experiment_id = :experiment group by m.metric order by m.metric
                        """).param("experiment", experiment.value()).query(row -> {
            metrics.put(
                    row.getString("metric"),
                    new ExperimentView.Spread(
                            row.getDouble("mean"), (Double) row.getObject("deviation"), row.getInt("n")));
        });
        return metrics;
    }

    private List<ExperimentView.Attack> attacks(ExperimentId experiment) {
        Map<String, ExperimentView.Attack> attacks = new LinkedHashMap<>();
        jdbc.sql("""
                        select a.slug, a.attack, a.knowledge, m.metric,
                               avg(m.mean) as mean, stddev_samp(m.mean) as deviation, count(*) as n
                          from runs r
                          join attack_results a on a.run_id = r.id
                          join attack_metrics m on m.run_id = a.run_id and m.slug = a.slug
                         where r.experiment_id = :experiment
                         group by a.slug, a.attack, a.knowledge, m.metric
                         order by min(a.number), a.slug, m.metric
                        """).param("experiment", experiment.value()).query(row -> {
            String slug = row.getString("slug");
            String attack = row.getString("attack");
            String knowledge = row.getString("knowledge");
            attacks.computeIfAbsent(slug, s -> new ExperimentView.Attack(attack, s, knowledge, new LinkedHashMap<>()))
                    .metrics()
                    .put(
                            row.getString("metric"),
                            new ExperimentView.Spread(
                                    row.getDouble("mean"), (Double) row.getObject("deviation"), row.getInt("n")));
        });
        return new ArrayList<>(attacks.values());
    }
}
