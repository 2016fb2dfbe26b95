package lab.obscura.experiment;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps experiments; one is stored together with all its runs or not at all. */
@Component
class ExperimentStore {

    private static final int USUAL_PRIORITY = 0;

    private final ExperimentRepository repository;
    private final Queue queue;
    private final Clock clock;

    ExperimentStore(ExperimentRepository repository, Queue queue, Clock clock) {
        this.repository = repository;
        this.queue = queue;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException when the idempotency key was used meanwhile */
    @Transactional
    StoredExperiment insert(Submission submission, Resolved resolved) {
        var id = ExperimentId.random();
        StoredExperiment stored = repository
                .saveAndFlush(ExperimentEntity.of(id, submission, resolved, clock.instant()))
                .stored();
        for (long seed : resolved.definition().seeds()) {
            queue.submit(new NewRun(
                    id,
                    seed,
                    submission.submitter(),
                    USUAL_PRIORITY,
                    resolved.definition().tags(),
                    resolved.identity().trainingHash(seed),
                    resolved.identity().attackHash(seed)));
        }
        return stored;
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
    @Transactional(readOnly = true)
    Optional<StoredExperiment> postedUnder(String submitter, String idempotencyKey) {
        return idempotencyKey.isEmpty()
                ? Optional.empty()
                : repository
                        .findBySubmitterAndIdempotencyKey(submitter, idempotencyKey)
                        .map(ExperimentEntity::stored);
    }
}
