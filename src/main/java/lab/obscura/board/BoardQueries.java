package lab.obscura.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.account.Sight;
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

    private static final String SEEN = Sight.of("e");

    /** What one attack left of a run. */
    private static final String ONE_ATTACK = """
            select coalesce((select jsonb_object_agg(m.metric, m.mean) from attack_metrics m
                              where m.run_id = a.run_id and m.slug = a.slug), '{}') as means,
                   a.adequacy, array[a.slug] as attacks, true as judged
              from attack_results a where a.run_id = r.id and a.slug = :slug
            """;

    /** What the best of an attacker's attacks left of a run; of the version before this one, what the best of all its attacks left. */
    private static final String ONE_ATTACKER = """
            select w.means, w.adequacy, w.attacks, true as judged
              from worst_cases w
             where w.run_id = r.id and w.threat_model = :threatModel and w.knowledge = :knowledge
             union all
            select coalesce((select jsonb_object_agg(substr(m.metric, 11), m.value) from run_metrics m
                              where m.run_id = r.id and m.metric like 'worstCase.%'), '{}'),
                   null, '{}', false
             where exists (select 1 from attack_results a where a.run_id = r.id)
               and not exists (select 1 from worst_cases w where w.run_id = r.id)
            """;

    private static final String FACTS = """
            select r.id, coalesce(g.gallery_hash, '') as images,
                   accuracy.value as accuracy, parameters.value as edge_parameters,
                   shown.means is not null or not exists (select 1 from attack_results a where a.run_id = r.id) as belongs,
                   coalesce(shown.means, '{}') as attacked, coalesce(shown.attacks, '{}') as attacks,
                   coalesce(shown.judged, true) as judged, shown.adequacy,
                   coalesce(o.warnings, '[]') as warnings, o.standing, o.standing_reason,
                   coalesce(o.provenance ->> 'numericsVersion', '') as numerics,
                   coalesce(o.provenance ->> 'metricVersions', '') as formulas,
                   coalesce(o.provenance ->> 'obscura', '') as build
              from (select id from runs where id in (select unnest(cast(:runs as uuid[])))) r
              left join run_galleries g on g.run_id = r.id
              left join outcomes o on o.run_id = r.id
              left join run_metrics accuracy on accuracy.run_id = r.id and accuracy.metric = 'accuracy'
              left join run_metrics parameters on parameters.run_id = r.id and parameters.metric = 'edgeParameters'
              left join lateral (%s) shown on true
            """;

    private final JdbcClient jdbc;

    BoardQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<BoardsView.Entry> boards() {
        return seen("""
                        select e.dataset, count(distinct e.row_hash) as definitions, count(*) as runs,
                               (array_agg(r.id order by r.finished_at desc))[1] as latest
                          from runs r join experiments e on e.id = r.experiment_id
                         where r.state = 'SUCCEEDED' and {seen} group by e.dataset order by max(r.finished_at) desc
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
        return seen("select e.dataset from experiments e where {seen} order by e.created_at desc limit 1")
                .query(String.class)
                .optional();
    }

    /** A backbone and where it is cut. */
    record Network(String backbone, int cutLayer) {}

    /** The networks with results on a data set, that of most definitions first, the newest of equals. */
    List<Network> networks(String dataset) {
        return seen("""
                        select e.backbone, e.cut_layer
                          from runs r join experiments e on e.id = r.experiment_id
                         where e.dataset = :dataset and r.state = 'SUCCEEDED' and {seen} group by e.backbone, e.cut_layer
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
                           and r.state = 'SUCCEEDED' and {seen}
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
                           and r.state = 'SUCCEEDED' and {seen}
                         group by w.threat_model, w.knowledge
                         order by definitions desc, max(w.images) desc, w.threat_model desc, w.knowledge desc
                        """)
                .query((row, index) -> new BoardView.AttackerChoice(
                        row.getString("threat_model"), row.getString("knowledge"), row.getInt("definitions")))
                .list();
    }

    /** A run that succeeded and the row that it stands in. */
    record Place(
            String rowHash,
            UUID experiment,
            UUID run,
            String name,
            long seed,
            Instant finishedAt,
            String submitter,
            List<String> tags) {}

    /** The runs that succeeded on a network, the latest first. */
    List<Place> places(String dataset, Network network) {
        return about(dataset, network, """
                        select e.row_hash, e.id as experiment_id, r.id, e.name, r.seed, r.finished_at, r.submitter, r.tags || e.tags as tags
                          from runs r join experiments e on e.id = r.experiment_id
                         where e.dataset = :dataset and e.backbone = :backbone and e.cut_layer = :cutLayer
                           and r.state = 'SUCCEEDED' and {seen}
                         order by r.finished_at desc
                        """)
                .query((row, index) -> new Place(
                        row.getString("row_hash"),
                        row.getObject("experiment_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("seed"),
                        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                        row.getString("submitter"),
                        texts(row, "tags")))
                .list();
    }

    /** What runs left under an attack or attacker; one that was deleted meanwhile is missing. */
    Map<UUID, RunFacts> facts(RunFacts.Asked asked, Collection<UUID> runs) {
        String statement = String.format(Locale.ROOT, FACTS, asked.isWorstCase() ? ONE_ATTACKER : ONE_ATTACK);
        return jdbc
                .sql(statement)
                .param("runs", runs.toArray(UUID[]::new))
                .param("slug", asked.slug())
                .param("threatModel", asked.threatModel())
                .param("knowledge", asked.knowledge())
                .query((row, index) -> Map.entry(row.getObject("id", UUID.class), facts(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Definitions of experiments as JSON; one that is no longer stored is missing. */
    Map<UUID, String> definitions(List<UUID> experiments) {
        return jdbc
                .sql("select id, definition from experiments where id in (select unnest(cast(:experiments as uuid[])))")
                .param("experiments", experiments.toArray(UUID[]::new))
                .query((row, index) -> Map.entry(row.getObject("id", UUID.class), row.getString("definition")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private JdbcClient.StatementSpec about(String dataset, Network network, String statement) {
        return seen(statement)
                .param("dataset", dataset)
                .param("backbone", network.backbone())
                .param("cutLayer", network.cutLayer());
    }

    /** A statement over experiments {@code e} that passes over what the request may not see. */
    private JdbcClient.StatementSpec seen(String statement) {
        return jdbc.sql(statement.replace("{seen}", SEEN)).param(Sight.VIEWER, Sight.viewer());
    }

    private static RunFacts facts(ResultSet row) throws SQLException {
        Map<String, Double> metrics = new HashMap<>();
        number(row, "accuracy").ifPresent(value -> metrics.put("accuracy", value));
        number(row, "edge_parameters").ifPresent(value -> metrics.put("edgeParameters", value));
        return new RunFacts(
                row.getBoolean("belongs"),
                row.getString("images"),
                metrics,
                JSON.readValue(row.getString("attacked"), NUMBERS),
                texts(row, "attacks"),
                JSON.readValue(row.getString("warnings"), SENTENCES),
                AttackAdequacy.stored(Optional.ofNullable(row.getString("adequacy"))),
                row.getBoolean("judged") ? standing(row) : RunStanding.NOT_JUDGED,
                new MeasuredBy(row.getString("numerics"), row.getString("formulas"), row.getString("build")));
    }

    private static Optional<Double> number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static RunStanding standing(ResultSet row) throws SQLException {
        return RunStanding.stored(
                Optional.ofNullable(row.getString("standing")), Optional.ofNullable(row.getString("standing_reason")));
    }
}
