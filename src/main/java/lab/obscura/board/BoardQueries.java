package lab.obscura.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.queue.TextArray;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what stands on boards. Each method is one statement. */
@Component
final class BoardQueries {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<List<String>> SENTENCES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    BoardQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<BoardsView.Entry> boards() {
        return jdbc.sql("""
                        select e.dataset, count(distinct e.row_hash) as definitions, count(*) as runs
                          from runs r join experiments e on e.id = r.experiment_id
                         where r.state = 'SUCCEEDED' group by e.dataset order by max(r.finished_at) desc
                        """)
                .query((row, index) ->
                        new BoardsView.Entry(row.getString("dataset"), row.getInt("definitions"), row.getInt("runs")))
                .list();
    }

    /** Data set of the latest experiment. */
    Optional<String> latestDataset() {
        return jdbc.sql("select dataset from experiments order by created_at desc limit 1")
                .query(String.class)
                .optional();
    }

    /** The attacks with results on a data set, that of most definitions first, the newest of equals. */
    List<BoardView.AttackChoice> attacks(String dataset) {
        return jdbc.sql("""
                        select a.slug, a.attack, a.knowledge, count(distinct e.row_hash) as definitions
                          from runs r
                          join experiments e on e.id = r.experiment_id
                          join attack_results a on a.run_id = r.id
                         where e.dataset = :dataset and r.state = 'SUCCEEDED'
                         group by a.slug, a.attack, a.knowledge
                         order by definitions desc, max(r.finished_at) desc, a.slug
                        """)
                .param("dataset", dataset)
                .query((row, index) -> new BoardView.AttackChoice(
                        row.getString("slug"),
                        row.getString("attack"),
                        row.getString("knowledge"),
                        row.getInt("definitions")))
                .list();
    }

    List<String> backbones(String dataset) {
        return jdbc.sql("""
                        select distinct e.backbone from runs r join experiments e on e.id = r.experiment_id
                         where e.dataset = :dataset and r.state = 'SUCCEEDED' order by e.backbone
                        """).param("dataset", dataset).query(String.class).list();
    }

    List<Integer> cutLayers(String dataset) {
        return jdbc.sql("""
                        select distinct e.cut_layer from runs r join experiments e on e.id = r.experiment_id
                         where e.dataset = :dataset and r.state = 'SUCCEEDED' order by e.cut_layer
                        """).param("dataset", dataset).query(Integer.class).list();
    }

    /**
     * The runs behind a board: of each definition and seed the latest one, because a seed that was run twice is still one sample.
     * Runs without the attack are left out unless they were not attacked at all.
     */
    List<BoardRun> runs(BoardRequest request, String slug) {
        return jdbc.sql("""
                        select distinct on (e.row_hash, r.seed)
                               e.row_hash, e.id as experiment_id, r.id, e.name, e.backbone, e.cut_layer, e.definition, r.seed, r.finished_at,
                               coalesce(g.gallery_hash, '') as images,
                               (select coalesce(jsonb_object_agg(m.metric, m.value), '{}') from run_metrics m
                                 where m.run_id = r.id and m.metric in ('accuracy', 'edgeParameters')) as metrics,
                               (select coalesce(jsonb_object_agg(m.metric, m.mean), '{}') from attack_metrics m
                                 where m.run_id = r.id and m.slug = :slug and m.metric = any (cast(:columns as text[]))) as attacked,
                               coalesce(o.warnings, '[]') as warnings,
                               (select a.adequacy from attack_results a where a.run_id = r.id and a.slug = :slug) as adequacy,
                               o.standing, o.standing_reason
                          from runs r
                          join experiments e on e.id = r.experiment_id
                          left join run_galleries g on g.run_id = r.id
                          left join outcomes o on o.run_id = r.id
                         where e.dataset = :dataset
                           and r.state = 'SUCCEEDED'
                           and (:backbone = '' or e.backbone = :backbone)
                           and (:cutLayer < 0 or e.cut_layer = :cutLayer)
                           and (exists (select 1 from attack_results a where a.run_id = r.id and a.slug = :slug)
                                or not exists (select 1 from attack_results a where a.run_id = r.id))
                         order by e.row_hash, r.seed, r.finished_at desc
                        """)
                .param("slug", slug)
                .param("columns", TextArray.of(MetricColumns.idsAndGuesses()))
                .param("dataset", request.dataset())
                .param("backbone", request.backbone().orElse(""))
                .param("cutLayer", request.cutLayer().orElse(-1))
                .query(BoardQueries::run)
                .list();
    }

    private static BoardRun run(ResultSet row, int index) throws SQLException {
        return new BoardRun(
                row.getString("row_hash"),
                row.getObject("experiment_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("backbone"),
                row.getInt("cut_layer"),
                row.getString("definition"),
                row.getLong("seed"),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                row.getString("images"),
                JSON.readValue(row.getString("metrics"), NUMBERS),
                JSON.readValue(row.getString("attacked"), NUMBERS),
                JSON.readValue(row.getString("warnings"), SENTENCES),
                AttackAdequacy.stored(Optional.ofNullable(row.getString("adequacy"))),
                RunStanding.stored(
                        Optional.ofNullable(row.getString("standing")),
                        Optional.ofNullable(row.getString("standing_reason"))));
    }
}
