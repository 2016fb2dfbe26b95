package lab.obscura.experiment;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lab.obscura.engine.definition.PinCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes rows of the table experiments, hundreds with one statement. */
@Component
final class ExperimentRows {

    /** A definition has some kilobytes, twice: what was posted and what it means. */
    private static final int AT_ONCE = 500;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    ExperimentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the ids of those that are stored now: all but those whose idempotency key the submitter has used before. */
    Set<UUID> insert(List<StoredExperiment> experiments, List<Order> orders) {
        Set<UUID> inserted = new HashSet<>();
        for (int from = 0; from < experiments.size(); from += AT_ONCE) {
            int to = Math.min(experiments.size(), from + AT_ONCE);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = from; i < to; i++) {
                rows.add(columns(experiments.get(i), orders.get(i).resolved()));
            }
            inserted.addAll(insert(rows));
        }
        return inserted;
    }

    private List<UUID> insert(List<Map<String, Object>> rows) {
        return jdbc.sql("""
                        insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, other_data_hashes,
                                                 backbone, cut_layer, tags, idempotency_key, created_at, account_id, project_id, private_to)
                        select id, name, submitter, posted, definition, row_hash, dataset, data_hash, other_data_hashes, backbone,
                               cut_layer, tags, nullif(key, ''), created_at, cast(nullif(account, '') as uuid), cast(nullif(project, '') as uuid),
                               cast(nullif(private_to, '') as uuid)
                          from jsonb_to_recordset(cast(:rows as jsonb))
                            as row(id uuid, name text, submitter text, posted jsonb, definition jsonb, row_hash text, dataset text,
                                   data_hash text, other_data_hashes jsonb, backbone text, cut_layer int, tags text[], key text, created_at timestamptz, account text, project text, private_to text)
                            on conflict (submitter, idempotency_key) do nothing
                        returning id
                        """)
                .param("rows", JSON.writeValueAsString(rows))
                .query(UUID.class)
                .list();
    }

    private static Map<String, Object> columns(StoredExperiment experiment, Resolved resolved) {
        var definition = resolved.definition();
        return Map.ofEntries(
                entry("id", experiment.id().value()),
                entry("name", experiment.name()),
                entry("submitter", experiment.submitter().name()),
                entry("account", experiment.submitter().account()),
                entry("project", experiment.submitter().purpose().project()),
                entry("private_to", experiment.submitter().purpose().privateTo()),
                entry("posted", experiment.posted()),
                entry("definition", experiment.definition()),
                entry("row_hash", experiment.rowHash()),
                entry("dataset", definition.dataset().id()),
                entry("data_hash", resolved.info().contentHash()),
                entry("other_data_hashes", PinCheck.others(resolved.info())),
                entry("backbone", definition.network().backbone().id()),
                entry("cut_layer", definition.network().cutLayer()),
                entry("tags", experiment.tags()),
                entry("key", experiment.idempotencyKey()),
                entry("created_at", experiment.createdAt().toString()));
    }
}
