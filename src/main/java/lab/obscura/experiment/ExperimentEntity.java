package lab.obscura.experiment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.account.Purpose;
import lab.obscura.queue.ExperimentId;
import lab.obscura.result.StoredDefinition;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the table experiments: {@link ExperimentStore} writes it once; what changes later, seeds and the pin, hand-written statements change. */
@Entity
@Immutable
@Table(name = "experiments")
class ExperimentEntity {

    @Id
    private UUID id;

    private String name;
    private String submitter;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> posted;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> definition;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 64)
    private String rowHash;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    private String idempotencyKey;
    private Instant createdAt;
    private boolean pinned;
    private UUID projectId;
    private UUID privateTo;

    @Formula("(select p.name from projects p where p.id = project_id)")
    private String projectName;

    /** For Hibernate. */
    protected ExperimentEntity() {}

    private Purpose purpose() {
        return projectId == null ? Purpose.OWN : new Purpose(projectId.toString(), projectName, privateTo != null);
    }

    StoredExperiment stored() {
        return new StoredExperiment(
                new ExperimentId(id),
                name,
                new Actor(submitter).submittingFor(purpose()),
                posted,
                StoredDefinition.of(definition),
                rowHash,
                List.copyOf(tags),
                Optional.ofNullable(idempotencyKey).orElse(""),
                createdAt,
                pinned);
    }
}
