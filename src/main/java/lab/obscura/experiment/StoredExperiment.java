package lab.obscura.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import lab.obscura.account.Actor;
import lab.obscura.queue.ExperimentId;

/**
 * An experiment as it is stored.
 *
 * @param posted as it came
 * @param definition completed with defaults
 */
record StoredExperiment(
        ExperimentId id,
        String name,
        Actor submitter,
        Map<String, Object> posted,
        Map<String, Object> definition,
        String rowHash,
        List<String> tags,
        String idempotencyKey,
        Instant createdAt,
        boolean pinned) {}
