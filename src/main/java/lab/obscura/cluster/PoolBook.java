package lab.obscura.cluster;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.platform.settings.ClusterSettings.Pool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is known of pools beyond the life of a service: tries that failed, why one stopped, and what the last look saw. */
@Component
final class PoolBook {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    PoolBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of one pool.
     *
     * @param tries in a row, that the batch system refused or held
     * @param stopped why nothing more is tried; empty while something is
     */
    record Record(int tries, String stopped) {

        boolean isStopped() {
            return !stopped.isEmpty();
        }
    }

    /** A look, with when it was. */
    record Look(Instant at, ClusterLook seen) {}

    /** In the names of all jobs of this installation. */
    String installation() {
        return jdbc.sql("select installation from cluster_state")
                .query(String.class)
                .single();
    }

    Map<String, Record> of(List<Pool> pools) {
        Map<String, Record> records = new HashMap<>();
        for (Pool pool : pools) {
            jdbc.sql("insert into cluster_pools (name) values (:name) on conflict do nothing")
                    .param("name", pool.name())
                    .update();
            records.put(
                    pool.name(),
                    jdbc.sql("select tries, stopped from cluster_pools where name = :name")
                            .param("name", pool.name())
                            .query((row, index) -> new Record(row.getInt("tries"), row.getString("stopped")))
                            .single());
        }
        return records;
    }

    void write(String pool, Record record) {
        jdbc.sql("update cluster_pools set tries = :tries, stopped = :stopped where name = :name")
                .param("tries", record.tries())
                .param("stopped", record.stopped())
                .param("name", pool)
                .update();
    }

    /** Forgets what failed: it is tried again. Returns whether there is such a pool. */
    boolean resume(String pool) {
        return jdbc.sql(
                                "update cluster_pools set tries = 0, stopped = '', resumed_at = current_instant() where name = :name")
                        .param("name", pool)
                        .update()
                == 1;
    }

    /** Why a pool stopped; empty when it did not. */
    String stopped(String pool) {
        return jdbc.sql("select stopped from cluster_pools where name = :name")
                .param("name", pool)
                .query(String.class)
                .optional()
                .orElse("");
    }

    void looked(ClusterLook seen) {
        jdbc.sql("update cluster_state set looked_at = current_instant(), state = cast(:state as jsonb)")
                .param("state", JSON.writeValueAsString(seen))
                .update();
    }

    /** The last look of whichever service; empty when there was none. */
    Optional<Look> lastLook() {
        return jdbc.sql("select looked_at, state from cluster_state where state is not null")
                .query((row, index) -> new Look(
                        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                        JSON.readValue(row.getString("state"), ClusterLook.class)))
                .optional();
    }
}
