package lab.obscura.experiment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.pipeline.ExperimentDefinition;
import lab.obscura.queue.ExperimentId;
import lab.obscura.result.StoredDefinition;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.domain.Persistable;

/** A row of the table experiments. Written once, never changed. */
@Entity
@Table(name = "experiments")
class ExperimentEntity implements Persistable<UUID> {

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

    private String dataset;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 64)
    private String dataHash;

    private String backbone;
    private int cutLayer;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    private String idempotencyKey;
    private Instant createdAt;

    /** For Hibernate. */
    protected ExperimentEntity() {}

    static ExperimentEntity of(ExperimentId id, Submission submission, Resolved resolved, Instant now) {
        ExperimentDefinition definition = resolved.definition();
        var entity = new ExperimentEntity();
        entity.id = id.value();
        entity.name = definition.name();
        entity.submitter = submission.submitter();
        entity.posted = submission.posted();
        entity.definition = definition.toJson();
        entity.rowHash = resolved.identity().rowHash();
        entity.dataset = definition.dataset().id();
        entity.dataHash = resolved.info().contentHash();
        entity.backbone = definition.network().backbone().id();
        entity.cutLayer = definition.network().cutLayer();
        entity.tags = definition.tags();
        entity.idempotencyKey = submission.idempotencyKey().isEmpty() ? null : submission.idempotencyKey();
        entity.createdAt = now.truncatedTo(ChronoUnit.MICROS); // as the data base keeps it: the same answer again
        return entity;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** Rows are only ever inserted; without this Spring Data would look for the row first. */
    @Override
    public boolean isNew() {
        return true;
    }

    StoredExperiment stored() {
        return new StoredExperiment(
                new ExperimentId(id),
                name,
                submitter,
                posted,
                StoredDefinition.ordered(definition),
                rowHash,
                List.copyOf(tags),
                Optional.ofNullable(idempotencyKey).orElse(""),
                createdAt);
    }
}
