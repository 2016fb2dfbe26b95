package lab.obscura.experiment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.pipeline.ExperimentDefinition;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps experiments; one is stored together with all its runs or not at all. */
@Component
class ExperimentStore {

    private static final int USUAL_PRIORITY = 0;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ExperimentRepository repository;
    private final JdbcClient jdbc;
    private final Admission admission;
    private final Queue queue;
    private final Clock clock;

    ExperimentStore(ExperimentRepository repository, JdbcClient jdbc, Admission admission, Queue queue, Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.admission = admission;
        this.queue = queue;
        this.clock = clock;
    }

    /** An experiment that was stored just now, with its runs. */
    record Queued(StoredExperiment experiment, List<ExperimentView.Run> runs) {}

    /**
     * Stores an experiment and queues its runs, when there is room for them.
     *
     * @return empty when the submitter has used the idempotency key before
     * @throws lab.obscura.platform.web.Problem when there is no room; nothing is stored then
     */
    @Transactional
    Optional<Queued> insert(Submission submission, Resolved resolved) {
        queue.waitForOthersOf(submission.submitter());
        StoredExperiment experiment = experiment(submission, resolved);
        if (!insert(experiment, resolved)) {
            return Optional.empty();
        }
        admission.checkRoom(
                submission.submitter(), resolved.definition().seeds().size());
        List<ExperimentView.Run> runs = new ArrayList<>();
        for (long seed : resolved.definition().seeds()) {
            var run = queue.submit(new NewRun(
                    experiment.id(),
                    seed,
                    submission.submitter(),
                    USUAL_PRIORITY,
                    experiment.tags(),
                    resolved.identity().trainingHash(seed),
                    resolved.identity().attackHash(seed)));
            runs.add(new ExperimentView.Run(run.value(), seed, RunState.QUEUED.name()));
        }
        return Optional.of(new Queued(experiment, runs));
    }

    private StoredExperiment experiment(Submission submission, Resolved resolved) {
        ExperimentDefinition definition = resolved.definition();
        return new StoredExperiment(
                ExperimentId.random(),
                definition.name(),
                submission.submitter(),
                submission.posted(),
                StoredDefinition.ordered(definition.toJson()),
                resolved.identity().rowHash(),
                definition.tags(),
                submission.idempotencyKey(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)); // as the data base keeps it: the same answer again
    }

    private boolean insert(StoredExperiment experiment, Resolved resolved) {
        ExperimentDefinition definition = resolved.definition();
        return jdbc.sql("""
                        insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer,
                                                 tags, idempotency_key, created_at)
                        values (:id, :name, :submitter, cast(:posted as jsonb), cast(:definition as jsonb), :rowHash, :dataset, :dataHash,
                                :backbone, :cutLayer, cast(:tags as text[]), nullif(:key, ''), cast(:createdAt as timestamptz))
                            on conflict (submitter, idempotency_key) do nothing
                        """)
                        .param("id", experiment.id().value())
                        .param("name", experiment.name())
                        .param("submitter", experiment.submitter())
                        .param("posted", JSON.writeValueAsString(experiment.posted()))
                        .param("definition", JSON.writeValueAsString(experiment.definition()))
                        .param("rowHash", experiment.rowHash())
                        .param("dataset", definition.dataset().id())
                        .param("dataHash", resolved.info().contentHash())
                        .param("backbone", definition.network().backbone().id())
                        .param("cutLayer", definition.network().cutLayer())
                        .param("tags", TextArray.of(experiment.tags()))
                        .param("key", experiment.idempotencyKey())
                        .param("createdAt", experiment.createdAt().toString())
                        .update()
                == 1;
    }

    @Transactional(readOnly = true)
    Optional<StoredExperiment> find(UUID id) {
        return repository.findById(id).map(ExperimentEntity::stored);
    }

    @Transactional(readOnly = true)
    Optional<StoredExperiment> latest() {
        return repository.findFirstByOrderByCreatedAtDesc().map(ExperimentEntity::stored);
    }

    /** The experiment that a submitter posted under this key. */
    Optional<StoredExperiment> postedUnder(String submitter, String idempotencyKey) {
        return jdbc.sql("select id from experiments where submitter = :submitter and idempotency_key = :key")
                .param("submitter", submitter)
                .param("key", idempotencyKey)
                .query(UUID.class)
                .optional()
                .flatMap(repository::findById)
                .map(ExperimentEntity::stored);
    }
}
