package lab.obscura.experiment;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Reads and writes single experiments. */
interface ExperimentRepository extends Repository<ExperimentEntity, UUID> {

    ExperimentEntity saveAndFlush(ExperimentEntity experiment);

    Optional<ExperimentEntity> findById(UUID id);

    Optional<ExperimentEntity> findBySubmitterAndIdempotencyKey(String submitter, String idempotencyKey);

    Optional<ExperimentEntity> findFirstByOrderByCreatedAtDesc();
}
