package lab.obscura.queue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.account.Sight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads runs: one, the latest, a page of many. What the request may not see is not there. */
@Component
public final class Runs {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final String SELECT = """
            select r.*, e.name, e.dataset, e.backbone, e.cut_layer, coalesce(w.host || ':' || w.process, '') as worker_name
              from runs r join experiments e on e.id = r.experiment_id left join workers w on w.id = r.worker
            """;

    private static final String SEEN = Sight.of("e");

    private final JdbcClient jdbc;

    public Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Run> find(RunId run) {
        return jdbc.sql(SELECT + "where r.id = :run and " + SEEN)
                .param(Sight.VIEWER, Sight.viewer())
                .param("run", run.value())
                .query(Runs::run)
                .optional();
    }

    /** Locks runs until the transaction ends: nobody claims, moves or edits them meanwhile. */
    public void lock(Collection<RunId> these) {
        jdbc.sql("select id from runs where id in (select unnest(cast(:runs as uuid[]))) order by id for update")
                .param("runs", TextArray.of(these.stream().map(RunId::toString).toList()))
                .query()
                .listOfRows();
    }

    /** Those of the runs that there are, the newest first. */
    public List<Run> find(Collection<RunId> these) {
        return jdbc.sql(SELECT + "where r.id in (select unnest(cast(:runs as uuid[]))) and " + SEEN
                        + " order by r.position desc")
                .param(Sight.VIEWER, Sight.viewer())
                .param("runs", TextArray.of(these.stream().map(RunId::toString).toList()))
                .query(Runs::run)
                .list();
    }

    /** The run that was submitted last. */
    public Optional<Run> latest() {
        return jdbc.sql(SELECT + "where " + SEEN + " order by r.position desc limit 1")
                .param(Sight.VIEWER, Sight.viewer())
                .query(Runs::run)
                .optional();
    }

    public List<Run> ofExperiment(ExperimentId experiment) {
        return jdbc.sql(SELECT + "where r.experiment_id = :experiment and " + SEEN + " order by r.position")
                .param(Sight.VIEWER, Sight.viewer())
                .param("experiment", experiment.value())
                .query(Runs::run)
                .list();
    }

    /** The same without any other condition. */
    public List<Run> page(RunFilter filter, long before, int limit) {
        return page(filter, RunCondition.always(), before, limit);
    }

    /**
     * The newest runs first.
     *
     * @param condition what must hold besides the filter
     * @param before position of the last run of the page before; {@link Long#MAX_VALUE} for the first page
     */
    public List<Run> page(RunFilter filter, RunCondition condition, long before, int limit) {
        var conditions = new ArrayList<>(List.of("r.position < :before", SEEN, "(" + condition.sql() + ")"));
        require(conditions, filter.state(), "r.state = :state");
        require(conditions, filter.dataset(), "e.dataset = :dataset");
        require(conditions, filter.submitter(), "r.submitter = :submitter");
        require(conditions, filter.tag(), "(:tag = any (r.tags) or e.tags @> array[cast(:tag as text)])");
        require(conditions, filter.part(), "e.definition -> 'defense' @> cast(:part as jsonb)");
        require(conditions, filter.attack(), "e.definition -> 'attacks' @> cast(:attack as jsonb)");
        return jdbc.sql(SELECT + "where " + String.join(" and ", conditions) + " order by r.position desc limit :limit")
                .param(Sight.VIEWER, Sight.viewer())
                .param("before", before)
                .param("limit", limit)
                .param("state", filter.state())
                .param("dataset", filter.dataset())
                .param("submitter", filter.submitter())
                .param("tag", filter.tag())
                .param("part", JSON.writeValueAsString(List.of(Map.of("part", filter.part()))))
                .param("attack", JSON.writeValueAsString(List.of(Map.of("attack", filter.attack()))))
                .params(condition.parameters())
                .query(Runs::run)
                .list();
    }

    /** The runs for which a condition holds, the newest first. */
    public List<RunId> ids(RunCondition condition, int limit) {
        return jdbc.sql("select r.id from runs r join experiments e on e.id = r.experiment_id where (" + condition.sql()
                        + ") and " + SEEN + " order by r.position desc limit :limit")
                .param(Sight.VIEWER, Sight.viewer())
                .params(condition.parameters())
                .param("limit", limit)
                .query((row, index) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }

    /** The states of those among these runs that exist. */
    public Map<RunId, RunState> states(Collection<RunId> these) {
        Map<RunId, RunState> states = new HashMap<>();
        jdbc.sql("select id, state from runs where id = any (cast(:ids as uuid[]))")
                .param("ids", TextArray.of(these.stream().map(RunId::toString).toList()))
                .query(row -> {
                    states.put(new RunId(row.getObject("id", UUID.class)), RunState.valueOf(row.getString("state")));
                });
        return states;
    }

    /** Those among these training hashes that a run has. */
    public Set<String> trainings(Collection<String> hashes) {
        return Set.copyOf(
                jdbc.sql("select distinct training_hash from runs where training_hash = any (cast(:hashes as text[]))")
                        .param("hashes", TextArray.of(List.copyOf(hashes)))
                        .query(String.class)
                        .list());
    }

    /** Waiting runs of which a part is done and kept in a checkpoint. */
    public List<RunId> waitingWithCheckpoint() {
        return jdbc.sql("select id from runs where state = 'QUEUED' and checkpoint > 0")
                .query((row, index) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Every change of state, oldest first. */
    public List<RunChange> changes(RunId run) {
        return jdbc.sql("select * from run_changes where run_id = :run order by number")
                .param("run", run.value())
                .query((row, index) -> new RunChange(
                        row.getInt("number"),
                        Optional.ofNullable(row.getString("from_state")).orElse(""),
                        RunState.valueOf(row.getString("to_state")),
                        row.getString("reason"),
                        Optional.ofNullable(row.getString("actor"))
                                .map(Actor::new)
                                .orElse(Actor.SYSTEM),
                        row.getInt("attempt"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static void require(List<String> conditions, String value, String condition) {
        if (!value.isEmpty()) {
            conditions.add(condition);
        }
    }

    private static Run run(ResultSet row, int index) throws SQLException {
        return new Run(
                new RunId(row.getObject("id", UUID.class)),
                new ExperimentId(row.getObject("experiment_id", UUID.class)),
                row.getString("name"),
                row.getString("dataset"),
                row.getString("backbone"),
                row.getInt("cut_layer"),
                row.getLong("seed"),
                new Actor(row.getString("submitter")),
                RunState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("stage"),
                row.getDouble("progress"),
                row.getInt("priority"),
                row.getLong("position"),
                texts(row.getArray("tags")),
                row.getString("notes"),
                row.getInt("attempt"),
                row.getString("worker_name"),
                NeedsColumns.read(row),
                row.getString("training_hash"),
                row.getString("attack_hash"),
                new RunTimes(instant(row, "queued_at"), instant(row, "started_at"), instant(row, "finished_at")),
                row.getBoolean("pinned"),
                row.getBoolean("archived"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Null where the column is: only {@link RunTimes} sees it. */
    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
