package lab.obscura.keeping.disk;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drops what was told of runs while they ran and is kept elsewhere: progress and points, nine of ten rows of a run's events. Log and states
 * stay, and the last event of a run that ended is a state, so whoever follows its stream still comes to the end of it.
 */
@Component
final class OldEvents {

    private static final Logger LOG = LoggerFactory.getLogger(OldEvents.class);
    private static final int BATCH = 50;

    private final JdbcClient jdbc;

    OldEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one statement has done. */
    private record Batch(int runs, long events) {}

    /**
     * Goes on where it stopped the last time, in batches, and through every run once.
     *
     * @param after how long ago a run must have ended
     * @return how many events are gone
     */
    long drop(Duration after) {
        long events = 0;
        Batch batch;
        do {
            batch = next(after);
            events += batch.events();
        } while (batch.runs() == BATCH);
        if (events > 0) {
            LOG.info("event=old-events-dropped events={}", events);
        }
        return events;
    }

    private Batch next(Duration after) {
        return jdbc.sql("""
                        with done as (select until, run from event_trims where id = 1 for update),
                        due as (
                            select r.id, r.finished_at from runs r, done
                             where r.finished_at is not null and (r.finished_at, r.id) > (done.until, done.run)
                               and r.finished_at < current_instant() - make_interval(secs => :seconds)
                             order by r.finished_at, r.id limit :batch),
                        gone as (
                            delete from run_events e using due
                             where e.run_id = due.id and e.kind in ('progress', 'point')
                            returning e.run_id),
                        moved as (
                            update event_trims set until = last.finished_at, run = last.id
                              from (select finished_at, id from due order by finished_at desc, id desc limit 1) last
                             where event_trims.id = 1)
                        select (select count(*) from due) as runs, (select count(*) from gone) as events
                        """)
                .param("seconds", after.toMillis() / 1000.0)
                .param("batch", BATCH)
                .query(Batch.class)
                .single();
    }
}
