package lab.obscura.benchmark.reads;

import java.util.List;
import lab.obscura.queue.TextArray;
import lab.obscura.result.MetricColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills the tables of a service as years of work would: {@value #EXPERIMENTS} experiments with five seeds each, on four data sets, of
 * which nine tenths have succeeded, five million points of curves, and a thousand studies of twenty cells. The definitions are copies of
 * one that was posted; the numbers are drawn, the same each time; the rows of a run
 * lie together, as a worker writes them.
 */
final class ManyRows {

    static final int EXPERIMENTS = 4_000;
    static final int STUDIES = 1_000;

    /** Of the one study that is as large as a study may be. */
    static final int LARGEST_CELLS = 1_000;

    /** Of each of ten curves of a run. */
    private static final int STEPS = 25;

    private static final int LONG_CURVES = 100;

    /**
     * A quarter of all stands on one board. In it ten strengths each are a family, the tenth of which is the twin without the part, and the
     * first definition is undefended.
     */
    private static final String EXPERIMENT_ROWS = """
            insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer, tags)
            select gen_random_uuid(), 'cell ' || n, 'person ' || n % 20, t.posted,
                   jsonb_set(jsonb_set(jsonb_set(jsonb_set(t.definition,
                       '{dataset,id}', to_jsonb(place.dataset)),
                       '{defense}', case when n = 4 then '[]' when n / 4 % 10 = 9 then jsonb_build_array(noise.part)
                                         else jsonb_build_array(noise.part, cem.part) end),
                       '{name}', to_jsonb('cell ' || n)),
                       '{seeds}', '[1, 2, 3, 4, 5]'),
                   encode(sha256(cast('row ' || n as bytea)), 'hex'), place.dataset, repeat('d', 64), 'cnn-4', place.cut,
                   array['tag ' || n % 50, 'group ' || n % 7]
              from generate_series(1, :experiments) n,
                   (select posted, definition from experiments where name = 'template') t,
                   lateral (select case n % 4 when 0 then 'shapes' else 'set-' || n % 4 end as dataset,
                                   case when n % 4 = 0 then 2 else 1 + n / 4 % 2 end as cut) place,
                   lateral (select jsonb_set(t.definition -> 'defense' -> 0, '{standardDeviation}',
                                             to_jsonb(0.001 * (1 + n / 40))) as part) noise,
                   lateral (select jsonb_set(t.definition -> 'defense' -> 1, '{weight}', to_jsonb(n / 4 % 10 + 1)) as part) cem
            """;

    private static final String RUN_ROWS = """
            insert into runs (id, experiment_id, seed, submitter, state, reason, progress, tags, notes, training_hash, attack_hash, attempt,
                              changes, last_event, queued_at, started_at, finished_at,
                              needs_device, needs_build, needs_heap_mb, needs_off_heap_mb, needs_gpu_mb)
            select gen_random_uuid(), e.id, seed, e.submitter, moved.state, 'done by generate_series',
                   case moved.state when 'SUCCEEDED' then 1 else 0 end, array['run tag ' || seed],
                   case when seed = 3 then 'looked at by hand' else '' end,
                   encode(sha256(cast(e.row_hash || seed as bytea)), 'hex'), encode(sha256(cast(seed || e.row_hash as bytea)), 'hex'),
                   case moved.state when 'QUEUED' then 0 else 1 end, 3, 20, times.queued,
                   case when moved.state <> 'QUEUED' then times.queued + interval '1 minute' end,
                   case when moved.state <> 'QUEUED' then times.queued + interval '20 minutes' end, 'cpu', 'cpu', 150, 700, 0
              from (select x.*, cast(substr(x.name, 6) as int) as n from experiments x where x.name like 'cell %') e,
                   generate_series(1, 5) seed,
                   lateral (select case when (e.n * 5 + seed) % 50 < 2 then 'FAILED' when (e.n * 5 + seed) % 50 = 2 then 'CANCELLED'
                                        when (e.n * 5 + seed) % 50 < 5 then 'QUEUED' else 'SUCCEEDED' end as state) moved,
                   lateral (select now() - interval '400 days' + (e.n * 5 + seed) * interval '25 minutes' as queued) times
             order by e.n, seed
            """;

    /** Runs of table rows, which the service has queued itself. */
    private static final String TABLE_RUNS_SUCCEED = """
            update runs r set state = 'SUCCEEDED', progress = 1, attempt = 1, started_at = now() - interval '20 minutes', finished_at = now()
             where r.state = 'QUEUED' and exists (select from experiments e where e.id = r.experiment_id and e.name not like 'cell %'
                                                     and e.name <> 'template')
            """;

    private static final String CHANGE_ROWS = """
            insert into run_changes (run_id, number, to_state, reason, attempt)
            select r.id, number, case number when 1 then 'QUEUED' when 2 then 'RUNNING' else r.state end, 'as it goes', 1
              from runs r, generate_series(1, 3) number on conflict do nothing
            """;

    private static final String EVENT_ROWS = """
            insert into run_events (run_id, number, kind, payload)
            select r.id, number, 'log', jsonb_build_object('line', 'epoch ' || number || ' of 20, loss 0.5')
              from runs r, generate_series(1, 20) number on conflict do nothing
            """;

    /** The same for all runs, but for some whose curves have thousands of points. */
    private static final String POINT_ROWS = """
            insert into curve_points (run_id, series, step, value)
            select r.id, 'series ' || series, step, 1.0 / step
              from (select id, row_number() over (order by position desc) as place from runs where state = 'SUCCEEDED') r,
                   generate_series(1, 10) series,
                   generate_series(1, case when r.place <= :long then 600 else :steps end) step
            """;

    private static final String OUTCOME_ROWS = """
            insert into outcomes (run_id, timings, provenance, thumbnail, encoder, standing, standing_reason)
            select r.id, '{"training": 600.5, "attack": 500.25, "loading": 1.5}',
                   '{"engine": "dl4j", "numericsVersion": "2", "metricVersions": "all 1", "obscura": "1.0.0", "machine": "generated",
                     "java": "17", "dataHash": "generated"}',
                   decode(repeat(md5(cast(r.id as text)), 20), 'hex'), decode(repeat(md5(cast(r.id as text)), 120), 'hex'), 'ADEQUATE', ''
              from runs r where r.state = 'SUCCEEDED'
            """;

    private static final String METRIC_ROWS = """
            insert into run_metrics (run_id, metric, value)
            select r.id, metric, case metric when 'accuracy' then 0.6 + 0.3 * random() else random() end
              from runs r, unnest(array['accuracy', 'accuracyOverDraws', 'edgeParameters', 'edgeMultiplyAdds', 'featureElements',
                                        'featureBytes', 'edgeLatencyMicros', 'worstCase.mse', 'worstCase.psnr', 'worstCase.ssim',
                                        'leakage.a', 'leakage.b', 'leakage.c', 'leakage.d']) metric
             where r.state = 'SUCCEEDED' order by r.id, metric
            """;

    private static final String ATTACK_ROWS = """
            insert into attack_results (run_id, slug, number, attack, settings, knowledge, evaluated, adequacy)
            select r.id, a.slug, a.number, a.attack, '{"epochs": 20, "batchSize": 64}', 'train', 200,
                   '{"verdict": "ADEQUATE", "reasons": [], "notes": []}'
              from runs r, (values ('decoder-res-n8c64-train', 0, 'decoder'), ('decoder-conv-n0c16-train', 1, 'decoder'),
                                   ('linear-train', 2, 'linear')) a (slug, number, attack)
             where r.state = 'SUCCEEDED' order by r.id, a.number
            """;

    private static final String MEAN_ROWS = """
            insert into attack_metrics (run_id, slug, metric, mean)
            select a.run_id, a.slug, metric, case when metric like '%constantGuess' then 0.1 else 0.01 + 0.05 * random() end
              from attack_results a, unnest(cast(:metrics as text[])) metric order by a.run_id, a.slug, metric
            """;

    private static final String SCORE_ROWS = """
            insert into attack_scores (run_id, slug, metric, scores)
            select a.run_id, a.slug, metric, s.scores
              from attack_results a, unnest(cast(:columns as text[])) metric,
                   (select array_agg(random()) as scores from generate_series(1, 200)) s
             order by a.run_id, a.slug, metric
            """;

    private static final String WORST_CASE_ROWS = """
            insert into worst_cases (run_id, threat_model, knowledge, images, attacks, adequacy, means)
            select r.id, level, 'train', 200, array['decoder-res-n8c64-train'], '{"verdict": "ADEQUATE", "reasons": [], "notes": []}',
                   (select jsonb_object_agg(m.metric, m.mean) from attack_metrics m
                     where m.run_id = r.id and m.slug = 'decoder-res-n8c64-train')
              from runs r, unnest(array['black-box', 'gray-box', 'white-box']) level
             where r.state = 'SUCCEEDED'
            """;

    /** One gallery of sixteen images for each data set; the pictures themselves are a few bytes. */
    private static final List<String> GALLERIES = List.of("""
            insert into gallery_images (gallery_hash, index, label, class_name, png)
            select encode(sha256(cast(dataset as bytea)), 'hex'), index, index % 10, 'class ' || index % 10, decode(md5(dataset), 'hex')
              from (select distinct dataset from experiments) d, generate_series(1800, 1815) index
            """, """
            insert into run_galleries (run_id, gallery_hash)
            select r.id, encode(sha256(cast(e.dataset as bytea)), 'hex')
              from runs r join experiments e on e.id = r.experiment_id where r.state = 'SUCCEEDED'
            """, """
            insert into reconstructions (run_id, slug, index, png, scores)
            select a.run_id, a.slug, index, decode(repeat(md5(a.slug), 6), 'hex'), s.scores
              from attack_results a, generate_series(1800, 1815) index,
                   (select jsonb_object_agg(metric, random()) as scores from unnest(cast(:columns as text[])) metric) s
            """);

    private static final List<String> STUDY_ROWS = List.of("""
            insert into studies (id, name, submitter, posted)
            select gen_random_uuid(), case n when 0 then 'largest' else 'study ' || n end, 'person ' || n % 20,
                   jsonb_build_object('name', 'study ' || n, 'base', t.posted, 'seeds', '[1, 2, 3, 4, 5]')
              from generate_series(0, :studies) n, (select posted from experiments where name = 'template') t order by n
            """, """
            insert into study_cells (study_id, number, labels, experiment_id, seeds, seconds)
            select s.id, c.number, jsonb_build_array(jsonb_build_array('noise', '0.' || c.number / 5),
                                                     jsonb_build_array('weight', cast(c.number % 5 as text))),
                   e.id, array[1, 2, 3, 4, 5], 600
              from (select *, cast(substr(name, 7) as int) as n from studies where name like 'study %') s,
                   generate_series(0, 19) c (number)
              join experiments e on true
             where e.name = 'cell ' || 1 + (s.n * 4 + c.number) % :experiments
            """, """
            insert into study_cells (study_id, number, labels, experiment_id, seeds, seconds)
            select s.id, c.number, jsonb_build_array(jsonb_build_array('noise', '0.' || c.number / 10),
                                                     jsonb_build_array('weight', cast(c.number % 10 as text))),
                   e.id, array[1, 2, 3, 4, 5], 600
              from studies s, generate_series(0, :largest - 1) c (number) join experiments e on e.name = 'cell ' || 1 + c.number
             where s.name = 'largest'
            """, """
            insert into study_runs (study_id, run_id)
            select c.study_id, r.id from study_cells c join studies s on s.id = c.study_id join runs r on r.experiment_id = c.experiment_id
             where s.name like 'study %' and c.number < 4
            """);

    private final JdbcClient jdbc;

    ManyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean areThere() {
        return count("experiments") > EXPERIMENTS;
    }

    /** Needs an experiment called template, with two parts. */
    void fill() {
        jdbc.sql("select setseed(0.5)").query().listOfRows();
        run(EXPERIMENT_ROWS);
        run(RUN_ROWS);
        run(TABLE_RUNS_SUCCEED);
        run(CHANGE_ROWS);
        run(EVENT_ROWS);
        run(POINT_ROWS);
        run(OUTCOME_ROWS);
        run(METRIC_ROWS);
        run(ATTACK_ROWS);
        run(MEAN_ROWS);
        run(SCORE_ROWS);
        run(WORST_CASE_ROWS);
        GALLERIES.forEach(this::run);
        STUDY_ROWS.forEach(this::run);
    }

    private void run(String sql) {
        jdbc.sql(sql)
                .param("experiments", EXPERIMENTS)
                .param("studies", STUDIES)
                .param("largest", LARGEST_CELLS)
                .param("long", LONG_CURVES)
                .param("steps", STEPS)
                .param("metrics", TextArray.of(MetricColumns.idsAndGuesses()))
                .param("columns", TextArray.of(MetricColumns.ids()))
                .update();
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
