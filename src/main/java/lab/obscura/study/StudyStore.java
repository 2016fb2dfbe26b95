package lab.obscura.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.account.Purpose;
import lab.obscura.account.Sight;
import lab.obscura.experiment.Placed;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps studies. What it writes belongs to the transaction that stores their experiments. */
@Component
final class StudyStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final String SELECT =
            "select s.*, p.name as project_name from studies s left join projects p on p.id = s.project_id ";
    private static final String SEEN = Sight.of("s");

    private final JdbcClient jdbc;

    StudyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A study to be stored.
     *
     * @param key empty when the sender gave none
     */
    record NewStudy(StudyId id, String name, Actor submitter, Map<String, Object> posted, String key) {}

    /**
     * A cell to be stored.
     *
     * @param labels axis to label, in the order of the axes
     * @param seconds of one run, as estimated
     */
    record NewCell(Map<String, String> labels, List<Long> seeds, double seconds) {}

    /**
     * Stores a study with its cells.
     *
     * @param placed the experiments of the cells, in the same order
     * @return false when the submitter has used the key before; nothing is stored then
     */
    boolean insert(NewStudy study, List<NewCell> cells, List<Placed> placed) {
        boolean isNew = jdbc.sql("""
                        insert into studies (id, name, submitter, account_id, posted, idempotency_key, project_id, private_to)
                        values (:id, :name, :submitter, cast(nullif(:account, '') as uuid), cast(:posted as jsonb), nullif(:key, ''),
                                cast(nullif(:project, '') as uuid), cast(nullif(:privateTo, '') as uuid))
                            on conflict (submitter, idempotency_key) do nothing
                        """)
                        .param("id", study.id().value())
                        .param("name", study.name())
                        .param("submitter", study.submitter().name())
                        .param("account", study.submitter().account())
                        .param("posted", JSON.writeValueAsString(study.posted()))
                        .param("key", study.key())
                        .param("project", study.submitter().purpose().project())
                        .param("privateTo", study.submitter().purpose().privateTo())
                        .update()
                == 1;
        if (isNew) {
            insertCells(study.id(), cells, placed);
            own(
                    study.id(),
                    placed.stream().flatMap(one -> one.queued().stream()).toList());
        }
        return isNew;
    }

    private void insertCells(StudyId study, List<NewCell> cells, List<Placed> placed) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int number = 0; number < cells.size(); number++) {
            NewCell cell = cells.get(number);
            rows.add(Map.of(
                    "number", number,
                    "labels", CellLabels.stored(cell.labels()),
                    "experiment", placed.get(number).experiment().value(),
                    "seeds", cell.seeds(),
                    "seconds", cell.seconds()));
        }
        jdbc.sql("""
                        insert into study_cells (study_id, number, labels, experiment_id, seeds, seconds)
                        select :study, number, labels, experiment, seeds, seconds
                          from jsonb_to_recordset(cast(:rows as jsonb))
                            as row(number int, labels jsonb, experiment uuid, seeds bigint[], seconds double precision)
                        """)
                .param("study", study.value())
                .param("rows", JSON.writeValueAsString(rows))
                .update();
    }

    private void own(StudyId study, Collection<RunId> queued) {
        jdbc.sql("insert into study_runs (study_id, run_id) select :study, unnest(cast(:runs as uuid[]))")
                .param("study", study.value())
                .param("runs", TextArray.of(queued.stream().map(RunId::toString).toList()))
                .update();
    }

    /** Lets the cells ask for more seeds, of which some were queued just now. */
    void grow(StudyId study, Map<ExperimentId, List<Long>> seeds, List<RunId> queued) {
        List<Map<String, Object>> rows = new ArrayList<>();
        seeds.forEach((experiment, all) -> rows.add(Map.of("experiment", experiment.value(), "seeds", all)));
        jdbc.sql("""
                        update study_cells set seeds = grown.seeds
                          from jsonb_to_recordset(cast(:rows as jsonb)) as grown(experiment uuid, seeds bigint[])
                         where study_id = :study and experiment_id = grown.experiment
                        """)
                .param("study", study.value())
                .param("rows", JSON.writeValueAsString(rows))
                .update();
        own(study, queued);
    }

    Optional<StoredStudy> find(UUID id) {
        return jdbc.sql(SELECT + "where s.id = :id and " + SEEN)
                .param(Sight.VIEWER, Sight.viewer())
                .param("id", id)
                .query(StudyStore::study)
                .optional();
    }

    Optional<StoredStudy> latest() {
        return page(Long.MAX_VALUE, 1).stream().findFirst();
    }

    Optional<StoredStudy> postedUnder(Actor submitter, String key) {
        return jdbc.sql(SELECT + "where s.submitter = :submitter and s.idempotency_key = :key")
                .param("submitter", submitter.name())
                .param("key", key)
                .query(StudyStore::study)
                .optional();
    }

    /** Experiment of every cell to its definition. */
    Map<UUID, Map<String, Object>> definitions(StudyId study) {
        Map<UUID, Map<String, Object>> definitions = new HashMap<>();
        jdbc.sql("""
                        select distinct on (e.id) e.id, e.definition from study_cells c join experiments e on e.id = c.experiment_id
                         where c.study_id = :study
                        """).param("study", study.value()).query(row -> {
            definitions.put(row.getObject("id", UUID.class), StoredDefinition.read(row.getString("definition")));
        });
        return definitions;
    }

    /** The newest first. */
    List<StoredStudy> page(long before, int limit) {
        return jdbc.sql(SELECT + "where s.position < :before and " + SEEN + " order by s.position desc limit :limit")
                .param(Sight.VIEWER, Sight.viewer())
                .param("before", before)
                .param("limit", limit)
                .query(StudyStore::study)
                .list();
    }

    /** The runs of a study's cells that are in one of these states. */
    List<RunId> runs(StudyId study, Collection<RunState> states) {
        return jdbc.sql("""
                        select r.id from study_cells c join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                         where c.study_id = :study and r.state = any (cast(:states as text[]))
                        """)
                .param("study", study.value())
                .param("states", TextArray.of(states.stream().map(Enum::name).toList()))
                .query((row, index) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }

    /** The runs that the study has queued itself. */
    List<RunId> ownRuns(StudyId study) {
        return jdbc.sql("select run_id from study_runs where study_id = :study")
                .param("study", study.value())
                .query((row, index) -> new RunId(row.getObject("run_id", UUID.class)))
                .list();
    }

    private static StoredStudy study(ResultSet row, int index) throws SQLException {
        return new StoredStudy(
                new StudyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("submitter"),
                row.getString("project_name") == null
                        ? Purpose.OWN
                        : new Purpose(
                                row.getString("project_id"),
                                row.getString("project_name"),
                                row.getString("private_to") != null),
                JSON.readValue(row.getString("posted"), OBJECT),
                row.getLong("position"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
