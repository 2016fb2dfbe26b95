package lab.obscura.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.obscura.account.Sight;
import lab.obscura.experiment.content.ContentKey;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import lab.obscura.result.AttackAdequacy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what was computed of the rows of tables: runs of experiments with the same content, as studies share them. One statement or two,
 * however many rows.
 */
@Component
final class MeasuredRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    /** One run per row and seed. */
    private static final String RUNS = " from " + ContentKey.WANTED_EXPERIMENTS + """
              join runs r on r.experiment_id = e.id and r.seed = any (cast(:seeds as bigint[]))
             where\s""" + Sight.of("e") + """
             order by wanted.place, r.seed, r.state = 'SUCCEEDED' desc, r.finished_at desc nulls last, r.id
            """;

    private final JdbcClient jdbc;

    MeasuredRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A run that stands for a seed of a row.
     *
     * @param place of the row in the list
     */
    record Standing(int place, UUID run, long seed, RunState state) {}

    /** What there is of rows, without its numbers: one statement, however many rows of however many tables. */
    List<Standing> standing(List<ContentKey> rows, Collection<Long> seeds) {
        return jdbc.sql("select distinct on (wanted.place, r.seed) wanted.place, r.id, r.seed, r.state" + RUNS)
                .param(Sight.VIEWER, Sight.viewer())
                .param("keys", ContentKey.json(rows))
                .param("seeds", texts(seeds))
                .query((row, index) -> new Standing(
                        row.getInt("place"),
                        row.getObject("id", UUID.class),
                        row.getLong("seed"),
                        RunState.valueOf(row.getString("state"))))
                .list();
    }

    /** The data sets of runs. */
    Set<String> datasets(Collection<RunId> runs) {
        return Set.copyOf(
                jdbc.sql("""
                        select distinct e.dataset from runs r join experiments e on e.id = r.experiment_id
                         where r.id in (select unnest(cast(:runs as uuid[])))
                        """).param("runs", texts(runs)).query(String.class).list());
    }

    /** By the place in the list; of a seed that was run more than once what succeeded last counts. */
    Map<Integer, MeasuredRow> of(List<ContentKey> rows, List<Long> seeds) {
        Map<UUID, Map<String, MeasuredRow.Attacked>> attacks = new HashMap<>();
        Map<Integer, List<MeasuredRow.SeedRun>> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct on (wanted.place, r.seed)
                               wanted.place, e.id as experiment_id, r.id, r.seed, r.state,
                               (select coalesce(jsonb_object_agg(m.metric, m.value), '{}') from run_metrics m
                                 where m.run_id = r.id) as metrics""" + RUNS)
                .param(Sight.VIEWER, Sight.viewer())
                .param("keys", ContentKey.json(rows))
                .param("seeds", texts(seeds))
                .query(row -> {
                    UUID run = row.getObject("id", UUID.class);
                    attacks.put(run, new LinkedHashMap<>());
                    found.computeIfAbsent(row.getInt("place"), first -> new ArrayList<>())
                            .add(new MeasuredRow.SeedRun(
                                    row.getObject("experiment_id", UUID.class),
                                    run,
                                    row.getLong("seed"),
                                    RunState.valueOf(row.getString("state")),
                                    JSON.readValue(row.getString("metrics"), NUMBERS),
                                    attacks.get(run)));
                });
        readAttacks(attacks);
        Map<Integer, MeasuredRow> measured = new HashMap<>();
        found.forEach((place, runs) -> measured.put(place, new MeasuredRow(runs)));
        return measured;
    }

    private static String texts(Collection<?> values) {
        return TextArray.of(values.stream().map(String::valueOf).toList());
    }

    private void readAttacks(Map<UUID, Map<String, MeasuredRow.Attacked>> runs) {
        jdbc.sql("""
                        select a.run_id, a.slug, a.adequacy,
                               (select coalesce(jsonb_object_agg(m.metric, m.mean), '{}') from attack_metrics m
                                 where m.run_id = a.run_id and m.slug = a.slug) as means
                          from attack_results a where a.run_id = any (cast(:runs as uuid[]))
                        """).param("runs", texts(runs.keySet())).query(row -> {
            runs.get(row.getObject("run_id", UUID.class)).put(row.getString("slug"), attacked(row));
        });
    }

    private static MeasuredRow.Attacked attacked(ResultSet row) throws SQLException {
        return new MeasuredRow.Attacked(
                JSON.readValue(row.getString("means"), NUMBERS),
                AttackAdequacy.stored(Optional.ofNullable(row.getString("adequacy"))));
    }
}
