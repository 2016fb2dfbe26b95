package lab.obscura.queue;

import java.util.List;
import java.util.UUID;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL means to do for the statements that must stay fast, for tests and benchmarks. */
public final class Plans {

    private Plans() {}

    /** Of {@link Leases#claim}. */
    public static List<String> ofClaim(JdbcClient jdbc) {
        return jdbc.sql("explain " + Leases.CLAIM)
                .param("worker", UUID.randomUUID())
                .param("name", "nobody")
                .param("lease", 30.0)
                .params(NeedsColumns.offered(
                        Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU)))
                .query(String.class)
                .list();
    }

    /** Of the first page of {@link Runs#page}. */
    public static List<String> ofFirstPage(JdbcClient jdbc) {
        return jdbc.sql("explain " + Runs.SELECT + "where r.position < :before order by r.position desc limit 51")
                .param("before", Long.MAX_VALUE)
                .query(String.class)
                .list();
    }
}
