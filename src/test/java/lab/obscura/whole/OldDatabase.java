package lab.obscura.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.platform.TestPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database as version 0.1 left it: the schema of its two migrations, with a thousand runs in every state and all that belongs to them. */
public final class OldDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final int RUNS = 1_000;

    /** Names as people typed them; the last is that of an account that somebody makes later. */
    static final List<String> SUBMITTERS = List.of("Ada L.", "ben@lab", "Zoë — GPU 3", "carla");

    private static final String LAST_MIGRATION_OF_0_1 = "002";

    /** What the tables held before they were migrated: table to its columns, and what these come to. */
    private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    private static final Map<String, String> BEFORE = new LinkedHashMap<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPostgres.Database database = TestPostgres.database();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("drop schema public cascade").update();
        jdbc.sql("create schema public").update();
        Flyway.configure()
                .dataSource(database.dataSource())
                .target(LAST_MIGRATION_OF_0_1)
                .load()
                .migrate();
        fill(jdbc);
        COLUMNS.clear();
        COLUMNS.putAll(columns(jdbc));
        BEFORE.clear();
        BEFORE.putAll(sums(jdbc));
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .applyTo(context);
    }

    /** As they were under version 0.1. */
    static Map<String, String> before() {
        return BEFORE;
    }

    /** Of every table of version 0.1: how many rows it has, and a hash of all the columns that it had then, in the order of their text. */
    static Map<String, String> sums(JdbcClient jdbc) {
        Map<String, String> sums = new LinkedHashMap<>();
        COLUMNS.forEach((table, columns) -> {
            String row = String.join(", ", columns);
            sums.put(
                    table,
                    jdbc.sql("select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(cast(row(" + row
                                    + ") as text)), '' order by md5(cast(row(" + row + ") as text)))), '') from "
                                    + table)
                            .query(String.class)
                            .single());
        });
        return sums;
    }

    private static Map<String, List<String>> columns(JdbcClient jdbc) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.table_name, string_agg(quote_ident(c.column_name), ',' order by c.ordinal_position) as columns
                          from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                         where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'flyway_schema_history'
                         group by c.table_name order by c.table_name
                        """).query(row -> {
            columns.put(
                    row.getString("table_name"),
                    List.of(row.getString("columns").split(",")));
        });
        return columns;
    }

    /** 200 experiments with five seeds each: seven in ten have succeeded. */
    private static void fill(JdbcClient jdbc) {
        String submitters = SUBMITTERS.stream()
                .map(name -> "'" + name + "'")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        Stream.of(
                        """
                        insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer, tags,
                                                 idempotency_key, created_at)
                        select gen_random_uuid(), 'Experiment ' || n, (array[SUBMITTERS])[1 + n % 4],
                               jsonb_build_object('name', 'Experiment ' || n, 'dataset', jsonb_build_object('id', 'shapes')),
                               jsonb_build_object('name', 'Experiment ' || n, 'dataset', jsonb_build_object('id', 'shapes', 'trainLimit', 400),
                                   'network', jsonb_build_object('backbone', 'cnn-4', 'cutLayer', 1 + n % 4),
                                   'defense', jsonb_build_array(jsonb_build_object('part', 'gaussian-noise', 'standardDeviation', n / 1000.0)),
                                   'attacks', jsonb_build_array(jsonb_build_object('attack', 'decoder')), 'seeds', '[1, 2, 3, 4, 5]'::jsonb),
                               rpad(md5('row' || n), 64, '0'), 'shapes', repeat('d', 64), 'cnn-4', 1 + n % 4,
                               array['tag ' || n % 7, 'old'], case when n % 3 = 0 then 'key ' || n end,
                               timestamptz '2026-11-21 10:00Z' + n * interval '1 minute'
                          from generate_series(1, 200) n
                        """.replace("SUBMITTERS", submitters),
                        """
                        insert into runs (id, experiment_id, seed, submitter, state, reason, stage, progress, priority, tags, notes,
                                          training_hash, attack_hash, attempt, fence, rescues, last_event, changes, queued_at, started_at,
                                          finished_at, place, checkpoint)
                        select gen_random_uuid(), e.id, seed, e.submitter,
                               (array['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED',
                                      'CANCELLED', 'QUEUED'])[1 + (e.n * 5 + seed) % 10],
                               'reason ' || e.n, 'training', 0.5, (e.n % 5) - 2, array['run'], 'notes — ' || e.n,
                               rpad(md5('t' || e.n || seed), 64, '0'), rpad(md5('a' || e.n || seed), 64, '0'), 1, 3, 0, 4, 3,
                               e.created_at, e.created_at + interval '1 minute', e.created_at + interval '9 minutes', -e.n % 3, 0.25
                          from (select *, row_number() over (order by created_at) as n from experiments) e
                          cross join generate_series(1, 5) seed
                        """,
                        """
                        insert into run_changes (run_id, number, from_state, to_state, reason, attempt, at)
                        select id, number, case when number > 1 then 'QUEUED' end, case number when 1 then 'QUEUED' else 'RUNNING' end,
                               'change ' || number, number - 1, queued_at from runs cross join generate_series(1, 3) number
                        """,
                        """
                        insert into run_events (run_id, number, kind, payload, at)
                        select id, number, 'log', jsonb_build_object('line', 'line ' || number), queued_at
                          from runs cross join generate_series(1, 4) number
                        """,
                        """
                        insert into curve_points (run_id, series, step, value)
                        select id, 'training.loss', step, 1.0 / step from runs cross join generate_series(1, 6) step where state = 'SUCCEEDED'
                        """,
                        """
                        insert into outcomes (run_id, timings, provenance, thumbnail, encoder, created_at)
                        select id, '{"training": 12.5}', jsonb_build_object('engine', 'ND4J', 'seed', seed),
                               decode(md5('thumbnail' || id), 'hex'), decode(repeat(md5('encoder' || id), 20), 'hex'), finished_at
                          from runs where state = 'SUCCEEDED'
                        """,
                        "insert into run_metrics select id, 'accuracy', 0.5 + seed / 100.0 from runs where state = 'SUCCEEDED'",
                        "insert into run_metrics select id, 'worstCase.mse', 0.01 + seed / 100.0 from runs where state = 'SUCCEEDED'",
                        """
                        insert into attack_results (run_id, slug, number, attack, settings, knowledge, evaluated)
                        select id, 'decoder-res-n0c16-train', 0, 'decoder', '{"decoder": "res-n0c16"}', 'train', 2
                          from runs where state = 'SUCCEEDED'
                        """,
                        "insert into attack_metrics select run_id, slug, 'mse', 0.03 from attack_results",
                        "insert into attack_scores select run_id, slug, 'mse', '{0.02, 0.04}' from attack_results",
                        """
                        insert into gallery_images (gallery_hash, index, label, class_name, png)
                        select repeat('9', 64), index, index % 10, 'disc', decode(md5('original' || index), 'hex')
                          from generate_series(1800, 1815) index
                        """,
                        "insert into run_galleries select id, repeat('9', 64) from runs where state = 'SUCCEEDED'",
                        """
                        insert into reconstructions (run_id, slug, index, png, scores)
                        select run_id, slug, index, decode(md5(run_id || ' ' || index), 'hex'), '{"mse": 0.03}'
                          from attack_results cross join generate_series(1800, 1815) index
                        """)
                .forEach(statement -> jdbc.sql(statement).update());
    }
}
