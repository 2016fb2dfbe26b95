package lab.obscura.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lab.obscura.queue.workers.Pilots;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service's side of the book on pilots: asked for, taken back, gone. What happened in between they write themselves. */
final class PilotBook {

    static final String ENGINE = "slurm";

    /** So many in a row that came to nothing, and the pool stops. */
    static final int FRUITLESS = 3;

    private final JdbcClient jdbc;

    PilotBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void submitted(String pool, Collection<String> jobs) {
        jobs.forEach(job -> jdbc.sql("""
                        insert into pilots (engine, job, pool, submitted_at) values (:engine, :job, :pool, current_instant())
                            on conflict (engine, job) do update set pool = excluded.pool, submitted_at = excluded.submitted_at
                        """)
                .param("engine", ENGINE)
                .param("job", job)
                .param("pool", pool)
                .update());
    }

    /** Nobody needs them any more, and they have not begun. */
    void takenBack(Collection<String> jobs) {
        jdbc.sql("delete from pilots where engine = :engine and job in (:jobs) and started_at is null")
                .param("engine", ENGINE)
                .param("jobs", jobs)
                .update();
    }

    /** Whoever was asked for before a listing and does not stand in it is gone. */
    void listed(Instant begun, Collection<String> jobs) {
        jdbc.sql("""
                        update pilots set gone_at = current_instant()
                         where engine = :engine and gone_at is null and coalesce(submitted_at, started_at) < :begun
                           and not job = any (:jobs)
                        """)
                .param("engine", ENGINE)
                .param("begun", begun.atOffset(ZoneOffset.UTC))
                .param("jobs", jobs.toArray(String[]::new))
                .update();
    }

    /**
     * Why the last pilots of a pool all came to nothing: refused, gone before they reached this database, or idle although a run waited
     * all the time that is for this pool.
     *
     * @param oldest since when one waits
     */
    Optional<String> fruitless(String pool, Instant oldest) {
        List<String> last = jdbc.sql("""
                        select case when p.refused then p.said
                                    when p.started_at is null then 'pilot ' || p.job || ' ended before it reached the database; its log is in cluster/ under obscura.home, or in /tmp of its node'
                                    when p.claims = 0 and p.said like :idle || '%' and p.started_at > :oldest
                                    then 'pilot ' || p.job || ' took none of the runs that wait: its node may lack their data, or be smaller than the pool says'
                                    else '' end
                          from pilots p join cluster_pools c on c.name = p.pool
                         where p.pool = :pool and coalesce(p.ended_at, p.gone_at) > c.resumed_at
                         order by coalesce(p.ended_at, p.gone_at) desc limit :most
                        """)
                .param("idle", Pilots.IDLE)
                .param("oldest", atMost(oldest))
                .param("pool", pool)
                .param("most", FRUITLESS)
                .query(String.class)
                .list();
        return last.size() == FRUITLESS && last.stream().noneMatch(String::isEmpty)
                ? Optional.of(last.get(0))
                : Optional.empty();
    }

    private static OffsetDateTime atMost(Instant time) {
        Instant latest = Instant.parse("9999-12-31T00:00:00Z");
        return (time.isBefore(latest) ? time : latest).atOffset(ZoneOffset.UTC);
    }

    /** The newest pilots, those that live first. */
    List<ClusterView.Pilot> newest(int limit) {
        return jdbc.sql("""
                        select * from pilots
                         order by coalesce(ended_at, gone_at) is not null, coalesce(submitted_at, started_at) desc, job limit :limit
                        """)
                .param("limit", limit)
                .query((row, index) -> pilot(row))
                .list();
    }

    private static ClusterView.Pilot pilot(ResultSet row) throws SQLException {
        return new ClusterView.Pilot(
                row.getString("engine"),
                row.getString("job"),
                row.getString("pool"),
                row.getString("host"),
                standing(row).word(),
                row.getInt("claims"),
                time(row, "submitted_at"),
                time(row, "started_at"),
                Optional.ofNullable(time(row, "ended_at")).orElse(time(row, "gone_at")),
                row.getString("said"));
    }

    private static ClusterView.Standing standing(ResultSet row) throws SQLException {
        boolean hasStarted = row.getObject("started_at") != null;
        if (row.getBoolean("refused")) {
            return ClusterView.Standing.REFUSED;
        }
        if (row.getObject("ended_at") != null) {
            return ClusterView.Standing.ENDED;
        }
        if (row.getObject("gone_at") != null) {
            return ClusterView.Standing.LOST;
        }
        return hasStarted ? ClusterView.Standing.RUNNING : ClusterView.Standing.PENDING;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
