package lab.obscura.queue.workers;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The worker processes that have reported. */
@Component
public final class Workers {

    private final JdbcClient jdbc;

    public Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Says that the worker is there: at its start, and with every heartbeat. */
    public void register(WorkerInfo worker) {
        jdbc.sql("""
                        insert into workers (id, host, process, slots, device, version)
                        values (:id, :host, :process, :slots, :device, :version)
                            on conflict (id) do update set last_seen_at = current_instant()
                        """)
                .param("id", worker.id().value())
                .param("host", worker.host())
                .param("process", worker.process())
                .param("slots", worker.slots())
                .param("device", worker.device())
                .param("version", worker.version())
                .update();
    }

    /** The worker takes no new run; its running attempts continue. */
    public boolean drain(WorkerId worker) {
        return jdbc.sql("update workers set draining = true where id = :id")
                        .param("id", worker.value())
                        .update()
                == 1;
    }

    public void remove(WorkerId worker) {
        jdbc.sql("delete from workers where id = :id")
                .param("id", worker.value())
                .update();
    }

    /** Forgets workers that hold nothing and have not been seen for so long. */
    public void forget(Duration unseen) {
        jdbc.sql("""
                        delete from workers
                         where last_seen_at < current_instant() - make_interval(secs => :seconds)
                           and not exists (select 1 from runs r where r.worker = workers.id)
                        """).param("seconds", unseen.toSeconds()).update();
    }

    public List<WorkerView> all() {
        return jdbc.sql("""
                        select w.*, array(select r.id from runs r where r.worker = w.id order by r.started_at) as runs
                          from workers w order by w.started_at
                        """)
                .query((row, index) -> new WorkerView(
                        new WorkerInfo(
                                new WorkerId(row.getObject("id", UUID.class)),
                                row.getString("host"),
                                row.getLong("process"),
                                row.getInt("slots"),
                                row.getString("device"),
                                row.getString("version")),
                        row.getBoolean("draining"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        Arrays.stream((UUID[]) row.getArray("runs").getArray())
                                .map(RunId::new)
                                .toList()))
                .list();
    }
}
