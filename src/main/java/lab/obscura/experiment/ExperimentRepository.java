package lab.obscura.experiment;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Reads single experiments. */
interface ExperimentRepository extends Repository<ExperimentEntity, UUID> {

    Optional<ExperimentEntity> findById(UUID id);
}
