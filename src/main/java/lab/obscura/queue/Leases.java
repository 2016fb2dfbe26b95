package lab.obscura.queue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What workers do with the queue: claim, heartbeat, end, rescue. Each method is one statement; leases are judged by the database's
 * clock; every write carries the claim's fence and is refused when that is stale.
 */
@Component
public final class Leases {

    /** A run that stops its worker this often without a new checkpoint in between is not queued again. */
    static final int RESCUES = 3;

    /**
     * Submitters are found by jumps through the index runs_claim; of each the first few runs are looked at, because others may hold the
     * lock on the very first.
     */
    static final String CLAIM = """
            with recursive submitters as (
                (select submitter from runs where state = 'QUEUED' order by submitter limit 1)
                union all
                select (select r.submitter from runs r
                         where r.state = 'QUEUED' and r.submitter > s.submitter order by r.submitter limit 1)
                  from submitters s where s.submitter is not null),
            before as (
                select q.id
                  from submitters s
                  cross join lateral (
                      select count(*) as runs from runs b
                       where b.submitter = s.submitter and b.state in ('RUNNING', 'CANCELLING')) busy
                  cross join lateral (
                      select max(p.started_at) as at from runs p
                       where p.submitter = s.submitter and p.started_at is not null) served
                  cross join lateral (
                      select h.id, h.priority, h.place, h.position from runs h
                       where h.state = 'QUEUED' and h.submitter = s.submitter
                       order by h.priority desc, h.place, h.position limit 8) head
                  join runs q on q.id = head.id
                 where q.state = 'QUEUED'
                   and not (select paused from queue_control where id = 1)
                   and not exists (select 1 from workers w where w.id = :worker and w.draining)
                 order by busy.runs, served.at nulls first, head.priority desc, head.place, head.position
                 limit 1 for update of q skip locked),
            moved as (
                update runs set state = 'RUNNING', reason = 'runs on ' || :name, worker = :worker,
                       stage = 'starting', fence = fence + 1, attempt = attempt + 1,
                       lease_until = current_instant() + make_interval(secs => :lease),
                       started_at = current_instant(), changes = changes + 1, last_event = last_event + 1
                  from before where runs.id = before.id
                returning runs.*, 'QUEUED' as from_state, runs.worker as by_worker, '' as by_actor)
            """ + StateChange.RECORDED + """
            select moved.id, moved.experiment_id, moved.fence, moved.attempt, moved.seed,
                   jsonb_set(e.definition, '{dataset,dataHash}', to_jsonb(e.data_hash::text)) as definition
              from moved join experiments e on e.id = moved.experiment_id
            """;

    private static final String OWNED = """
            with before as (
                select id, state, worker from runs
                 where id = :run and fence = :fence and state in ('RUNNING', 'CANCELLING') for update),
            moved as (
                update runs set state = :state, reason = :reason, finished_at = current_instant(), worker = null,
                       lease_until = null, changes = changes + 1, last_event = last_event + 1,
                       progress = case :state when 'SUCCEEDED' then 1 else progress end
                  from before where runs.id = before.id and (:state <> 'CANCELLED' or before.state = 'CANCELLING')
                returning runs.*, before.state as from_state, before.worker as by_worker, '' as by_actor)
            """ + StateChange.RECORDED + "select id from moved";

    private static final String BACK = String.format(Locale.ROOT, """
            moved as (
                update runs set
                       state = case when before.state = 'CANCELLING' then 'CANCELLED'
                                    when rescues + before.mark >= %1$d then 'FAILED'
                                    else 'QUEUED' end,
                       reason = case when before.state = 'CANCELLING' then 'cancelled; ' || before.why
                                     when rescues + before.mark >= %1$d
                                     then 'stopped its worker three times in a row without a new checkpoint; the last time: ' || before.why
                                     else before.why end,
                       finished_at = case when before.state = 'CANCELLING' or rescues + before.mark >= %1$d
                                          then current_instant() end,
                       rescues = rescues + before.mark, fence = fence + 1, worker = null, lease_until = null,
                       changes = changes + 1, last_event = last_event + 1
                  from before where runs.id = before.id
                returning runs.*, before.state as from_state, before.worker as by_worker, '' as by_actor)
            """, RESCUES)
            + StateChange.RECORDED
            + "select id, pg_notify('obscura_queue', 'queued') from moved";

    private final JdbcClient jdbc;

    public Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the next run: of the submitter with fewest running runs (of several, the one whose turn is longest ago) the one with highest
     * priority, then the one that was asked for next, then the oldest. Nothing while the queue is paused or the worker is draining. The
     * definition that is handed out pins the data: a run never computes on other images than those it was submitted for.
     */
    public Optional<Claim> claim(WorkerInfo worker, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("worker", worker.id().value())
                .param("name", worker.name())
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) -> new Claim(
                        new RunId(row.getObject("id", UUID.class)),
                        new ExperimentId(row.getObject("experiment_id", UUID.class)),
                        worker.id(),
                        row.getLong("fence"),
                        row.getInt("attempt"),
                        row.getLong("seed"),
                        row.getString("definition")))
                .optional();
    }

    public Heartbeat heartbeat(Claim claim, Duration lease) {
        return jdbc.sql("""
                        update runs set lease_until = current_instant() + make_interval(secs => :lease)
                         where id = :run and fence = :fence and state in ('RUNNING', 'CANCELLING')
                        returning state = 'CANCELLING' as cancel
                        """)
                .param("lease", lease.toMillis() / 1000.0)
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .query((row, number) -> row.getBoolean("cancel") ? Heartbeat.CANCEL : Heartbeat.CONTINUES)
                .optional()
                .orElse(Heartbeat.LOST);
    }

    /** To be called in the transaction that stores the outcome. */
    public Written succeed(Claim claim) {
        return end(claim, RunState.SUCCEEDED, "finished");
    }

    public Written fail(Claim claim, String reason) {
        return end(claim, RunState.FAILED, reason);
    }

    /** Ends a run whose cancellation was asked for; refused for any other. */
    public Written cancelled(Claim claim, String reason) {
        return end(claim, RunState.CANCELLED, reason);
    }

    private Written end(Claim claim, RunState state, String reason) {
        return Written.of(jdbc.sql(OWNED)
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("state", state.name())
                .param("reason", StorableText.of(reason))
                .query()
                .listOfRows()
                .size());
    }

    /** Puts a run back because its worker ends in good order; that is no mark against the run. */
    public Written giveBack(Claim claim, String reason) {
        return putBack(claim, 0, reason);
    }

    /** Puts a run back whose process was ended from outside; counts like a lost worker. */
    public Written interrupted(Claim claim, String reason) {
        return putBack(claim, 1, reason);
    }

    private Written putBack(Claim claim, int mark, String reason) {
        return Written.of(jdbc.sql("""
                        with before as (
                            select id, state, worker, cast(:mark as int) as mark, cast(:why as text) as why from runs
                             where id = :run and fence = :fence and state in ('RUNNING', 'CANCELLING') for update),
                        """ + BACK)
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("mark", mark)
                .param("why", StorableText.of(reason))
                .query()
                .listOfRows()
                .size());
    }

    /**
     * Takes every run whose lease has ended from its worker: back to the queue, or to its end when it was being cancelled or has
     * stopped its worker three times.
     *
     * @param lease as given by the heartbeats; says for how long there was no sign
     */
    public List<RunId> rescueExpired(Duration lease) {
        return jdbc.sql("""
                        with before as (
                            select r.id, r.state, r.worker, 1 as mark,
                                   'no sign of worker ' || coalesce(w.host || ':' || w.process, 'unknown') || ' for '
                                   || round(extract(epoch from current_instant() - r.lease_until) + :lease) || ' s' as why
                              from runs r left join workers w on w.id = r.worker
                             where r.state in ('RUNNING', 'CANCELLING') and r.lease_until < current_instant()
                               for update of r skip locked),
                        """ + BACK)
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }
}
