package lab.obscura.experiment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps experiments; those of one post are stored together with all their runs or not at all. */
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
    record Queued(StoredExperiment experiment, Resolved resolved, List<ExperimentView.Run> runs) {}

    /**
     * Stores experiments of one submitter and queues their runs, when there is room for all of them.
     *
     * @return without those whose idempotency key the submitter has used before
     * @throws lab.obscura.platform.web.Problem when there is no room; nothing is stored then
     */
    @Transactional
    List<Queued> insert(Actor submitter, List<Order> orders) {
        queue.waitForOthersOf(submitter);
        List<Queued> queued = new ArrayList<>();
        List<NewRun> all = new ArrayList<>();
        for (Order order : orders) {
            StoredExperiment experiment = experiment(order);
            if (insert(experiment, order.resolved())) {
                List<NewRun> runs = runs(experiment, order.resolved());
                queued.add(new Queued(experiment, order.resolved(), shown(runs)));
                all.addAll(runs);
            }
        }
        if (!all.isEmpty()) {
            admission.checkRoom(submitter, all.size());
            queue.submit(all);
        }
        return queued;
    }

    private static List<NewRun> runs(StoredExperiment experiment, Resolved resolved) {
        Resources needs = Resources.neededBy(resolved.definition(), resolved.info());
        return resolved.definition().seeds().stream()
                .map(seed -> new NewRun(
                        RunId.random(),
                        experiment.id(),
                        seed,
                        experiment.submitter(),
                        USUAL_PRIORITY,
                        experiment.tags(),
                        needs,
                        resolved.identity().trainingHash(seed),
                        resolved.identity().attackHash(seed)))
                .toList();
    }

    private static List<ExperimentView.Run> shown(List<NewRun> runs) {
        return runs.stream()
                .map(run -> new ExperimentView.Run(run.id().value(), run.seed(), RunState.QUEUED.name()))
                .toList();
    }

    private StoredExperiment experiment(Order order) {
        Submission submission = order.submission();
        Resolved resolved = order.resolved();
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
                clock.instant().truncatedTo(ChronoUnit.MICROS)); // as the database keeps it: the same answer again
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
                        .param("submitter", experiment.submitter().name())
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
    Optional<StoredExperiment> postedUnder(Actor submitter, String idempotencyKey) {
        return jdbc.sql("select id from experiments where submitter = :submitter and idempotency_key = :key")
                .param("submitter", submitter.name())
                .param("key", idempotencyKey)
                .query(UUID.class)
                .optional()
                .flatMap(repository::findById)
                .map(ExperimentEntity::stored);
    }
}
