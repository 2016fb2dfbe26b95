package lab.obscura.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.board.evidence.BoardRun;
import lab.obscura.board.evidence.MeasuredBy;
import lab.obscura.queue.RunId;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.Links;
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

    /** What one attack left of a run. */
    private static final String ONE_ATTACK = """
            select coalesce((select jsonb_object_agg(m.metric, m.mean) from attack_metrics m
                              where m.run_id = a.run_id and m.slug = a.slug), '{}') as means,
                   a.adequacy, jsonb_build_array(a.slug) as attacks, true as judged
              from attack_results a where a.run_id = r.id and a.slug = :slug
            """;

    /** What the best of an attacker's attacks left of a run; of the version before this one, what the best of all its attacks left. */
    private static final String ONE_ATTACKER = """
            select w.means, w.adequacy, to_jsonb(w.attacks) as attacks, true as judged
              from worst_cases w
             where w.run_id = r.id and w.threat_model = :threatModel and w.knowledge = :knowledge
             union all
            select coalesce((select jsonb_object_agg(substr(m.metric, 11), m.value) from run_metrics m
                              where m.run_id = r.id and m.metric like 'worstCase.%'), '{}'),
                   null, '[]', false
             where exists (select 1 from attack_results a where a.run_id = r.id)
               and not exists (select 1 from worst_cases w where w.run_id = r.id)
            """;

    /**
     * The runs behind a board: of each definition and seed the latest one, because a seed that was run twice is still one sample. Runs
     * that were attacked otherwise are left out unless they were not attacked at all.
     */
    private static final String RUNS = """
            select distinct on (e.row_hash, r.seed)
                   e.row_hash, e.id as experiment_id, r.id, e.name, e.backbone, e.cut_layer, e.definition, r.seed, r.finished_at,
                   r.submitter, to_jsonb(r.tags || e.tags) as tags,
                   coalesce(g.gallery_hash, '') as images,
                   jsonb_strip_nulls(jsonb_build_object('accuracy', accuracy.value, 'edgeParameters', parameters.value)) as metrics,
                   coalesce(shown.means, '{}') as attacked, coalesce(shown.attacks, '[]') as attacks,
                   coalesce(shown.judged, true) as judged, shown.adequacy,
                   coalesce(o.warnings, '[]') as warnings, o.standing, o.standing_reason,
                   coalesce(o.provenance ->> 'numericsVersion', '') as numerics,
                   coalesce(o.provenance ->> 'metricVersions', '') as formulas,
                   coalesce(o.provenance ->> 'obscura', '') as build
              from runs r
              join experiments e on e.id = r.experiment_id
              left join run_galleries g on g.run_id = r.id
              left join outcomes o on o.run_id = r.id
              left join run_metrics accuracy on accuracy.run_id = r.id and accuracy.metric = 'accuracy'
              left join run_metrics parameters on parameters.run_id = r.id and parameters.metric = 'edgeParameters'
              left join lateral (%s) shown on true
             where e.dataset = :dataset
               and r.state = 'SUCCEEDED'
               and e.backbone = :backbone
               and e.cut_layer = :cutLayer
               and (shown.means is not null
                    or not exists (select 1 from attack_results a where a.run_id = r.id))
             order by e.row_hash, r.seed, r.finished_at desc
            """;

    private final JdbcClient jdbc;

    BoardQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<BoardsView.Entry> boards() {
        return jdbc.sql("""
                        select e.dataset, count(distinct e.row_hash) as definitions, count(*) as runs,
                               (array_agg(r.id order by r.finished_at desc))[1] as latest
                          from runs r join experiments e on e.id = r.experiment_id
                         where r.state = 'SUCCEEDED' group by e.dataset order by max(r.finished_at) desc
                        """)
                .query((row, index) -> new BoardsView.Entry(
                        row.getString("dataset"),
                        row.getInt("definitions"),
                        row.getInt("runs"),
                        Links.thumbnail(new RunId(row.getObject("latest", UUID.class)))))
                .list();
    }

    /** Data set of the latest experiment. */
    Optional<String> latestDataset() {
        return jdbc.sql("select dataset from experiments order by created_at desc limit 1")
                .query(String.class)
                .optional();
    }

    /** A backbone and where it is cut. */
    record Network(String backbone, int cutLayer) {}

    /** The networks with results on a data set, that of most definitions first, the newest of equals. */
    List<Network> networks(String dataset) {
        return jdbc.sql("""
                        select e.backbone, e.cut_layer
                          from runs r join experiments e on e.id = r.experiment_id
                         where e.dataset = :dataset and r.state = 'SUCCEEDED' group by e.backbone, e.cut_layer
                         order by count(distinct e.row_hash) desc, max(r.finished_at) desc
                        """)
                .param("dataset", dataset)
                .query((row, index) -> new Network(row.getString("backbone"), row.getInt("cut_layer")))
                .list();
    }

    /** The attacks with results on a network, that of most definitions first, the newest of equals. */
    List<BoardView.AttackChoice> attacks(String dataset, Network network) {
        return about(dataset, network, """
                        select a.slug, a.attack, a.knowledge, count(distinct e.row_hash) as definitions
                          from runs r
                          join experiments e on e.id = r.experiment_id
                          join attack_results a on a.run_id = r.id
                         where e.dataset = :dataset and e.backbone = :backbone and e.cut_layer = :cutLayer
                           and r.state = 'SUCCEEDED'
                         group by a.slug, a.attack, a.knowledge
                         order by definitions desc, max(r.finished_at) desc, a.slug
                        """)
                .query((row, index) -> new BoardView.AttackChoice(
                        row.getString("slug"),
                        row.getString("attack"),
                        row.getString("knowledge"),
                        row.getInt("definitions")))
                .list();
    }

    /** The attackers of worst cases on a network, that of most definitions first, the one with the most images of equals. */
    List<BoardView.AttackerChoice> attackers(String dataset, Network network) {
        return about(dataset, network, """
                        select w.threat_model, w.knowledge, count(distinct e.row_hash) as definitions
                          from runs r
                          join experiments e on e.id = r.experiment_id
                          join worst_cases w on w.run_id = r.id
                         where e.dataset = :dataset and e.backbone = :backbone and e.cut_layer = :cutLayer
                           and r.state = 'SUCCEEDED'
                         group by w.threat_model, w.knowledge
                         order by definitions desc, max(w.images) desc, w.threat_model desc, w.knowledge desc
                        """)
                .query((row, index) -> new BoardView.AttackerChoice(
                        row.getString("threat_model"), row.getString("knowledge"), row.getInt("definitions")))
                .list();
    }

    /** The runs that one attack attacked. */
    List<BoardRun> runs(String dataset, Network network, String slug) {
        return about(dataset, network, String.format(Locale.ROOT, RUNS, ONE_ATTACK))
                .param("slug", slug)
                .query(BoardQueries::run)
                .list();
    }

    /** The runs that one attacker attacked. */
    List<BoardRun> worstCases(String dataset, Network network, String threatModel, String knowledge) {
        return about(dataset, network, String.format(Locale.ROOT, RUNS, ONE_ATTACKER))
                .param("threatModel", threatModel)
                .param("knowledge", knowledge)
                .query(BoardQueries::run)
                .list();
    }

    private JdbcClient.StatementSpec about(String dataset, Network network, String statement) {
        return jdbc.sql(statement)
                .param("dataset", dataset)
                .param("backbone", network.backbone())
                .param("cutLayer", network.cutLayer());
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
                JSON.readValue(row.getString("attacks"), SENTENCES),
                JSON.readValue(row.getString("warnings"), SENTENCES),
                AttackAdequacy.stored(Optional.ofNullable(row.getString("adequacy"))),
                row.getBoolean("judged") ? standing(row) : RunStanding.NOT_JUDGED,
                row.getString("submitter"),
                JSON.readValue(row.getString("tags"), SENTENCES),
                new MeasuredBy(row.getString("numerics"), row.getString("formulas"), row.getString("build")));
    }

    private static RunStanding standing(ResultSet row) throws SQLException {
        return RunStanding.stored(
                Optional.ofNullable(row.getString("standing")), Optional.ofNullable(row.getString("standing_reason")));
    }
}
