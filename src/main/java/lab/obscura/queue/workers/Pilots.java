package lab.obscura.queue.workers;

import java.time.Duration;
import lab.obscura.queue.WorkerInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The book on pilots, as they write it themselves: came, took runs, ended, or could not work. It outlives them by days. */
@Component
public final class Pilots {

    /** How the words of one begin that found no run. */
    public static final String IDLE = "nothing to do";

    private static final Duration KEPT = Duration.ofDays(3);

    private final JdbcClient jdbc;

    public Pilots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What there is to tell of a pilot; the claims are added to those before. */
    private record Entry(boolean ended, boolean refused, int claims, String said) {}

    /** It can work and begins to look for runs. */
    public void arrived(WorkerInfo worker) {
        write(worker, new Entry(false, false, 0, ""));
    }

    /** It cannot work, and ends. */
    public void refused(WorkerInfo worker, String why) {
        write(worker, new Entry(true, true, 0, why));
    }

    public void claimed(WorkerInfo worker) {
        write(worker, new Entry(false, false, 1, ""));
    }

    /** It has ended in good order. */
    public void ended(WorkerInfo worker, String why) {
        write(worker, new Entry(true, false, 0, why));
    }

    private void write(WorkerInfo worker, Entry entry) {
        jdbc.sql("""
                        insert into pilots as p (engine, job, pool, host, started_at, ended_at, refused, claims, said)
                        values (:engine, :job, :pool, :host, current_instant(),
                                case when :ended then current_instant() end, :refused, :claims, :said)
                            on conflict (engine, job) do update set
                               host = excluded.host, started_at = coalesce(p.started_at, excluded.started_at),
                               ended_at = excluded.ended_at, refused = excluded.refused,
                               claims = p.claims + excluded.claims, said = excluded.said
                        """)
                .param("engine", worker.origin().engine())
                .param("job", job(worker))
                .param("pool", worker.origin().pool())
                .param("host", worker.host())
                .param("ended", entry.ended())
                .param("refused", entry.refused())
                .param("claims", entry.claims())
                .param("said", entry.said())
                .update();
    }

    /** One that no batch system has named is named by where it is. */
    private static String job(WorkerInfo worker) {
        return worker.origin().job().isEmpty() ? worker.name() : worker.origin().job();
    }

    /** Forgets those that have ended days ago. */
    public void forget() {
        jdbc.sql("""
                        delete from pilots
                         where coalesce(ended_at, gone_at) < current_instant() - make_interval(secs => :seconds)
                            or coalesce(started_at, submitted_at) < current_instant() - 10 * make_interval(secs => :seconds)
                        """).param("seconds", KEPT.toSeconds()).update();
    }
}
