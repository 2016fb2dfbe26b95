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
     * Lanes (accounts, and submitters without one) are found by jumps through the index runs_turns, each once for any worker and once per kind of card that its runs wait for;
     * of each the first few runs are looked at, because others may hold the lock on the very first. What does not fit into the worker's slot is passed over.
     */
    static final String CLAIM = String.format(
                    Locale.ROOT,
                    """
            with recursive slot as materialized (%5$s),
            lanes as (
                (select lane, needs_card from runs where state in (%1$s) order by lane, needs_card limit 1)
                union all
                select next.lane, next.needs_card
                  from lanes l cross join lateral (
                      select r.lane, r.needs_card from runs r
                       where r.state in (%1$s) and (r.lane, r.needs_card) > (l.lane, l.needs_card)
                       order by r.lane, r.needs_card limit 1) next),
            before as (
                select q.id, q.state
                  from slot cross join lanes s
                  cross join lateral (
                      select count(*) as runs from runs b
                       where b.lane = s.lane and b.state in (%3$s)) busy
                  cross join lateral (
                      select max(p.started_at) as at from runs p
                       where p.lane = s.lane and p.started_at is not null) served
                  cross join lateral (
                      select h.id, h.priority, h.place, h.position from runs h
                       where h.state in (%1$s) and h.lane = s.lane and h.needs_card = s.needs_card and %4$s
                         and %7$s
                       order by h.priority desc, h.place, h.position limit 8) head
                  join runs q on q.id = head.id
                 where q.state in (%1$s) and s.needs_card in ('', slot.card)
                   and not (select paused from queue_control where id = 1)
                   and not exists (select 1 from workers w where w.id = :worker and w.draining)
                 order by busy.runs, served.at nulls first, head.priority desc, head.place, head.position
                 limit 1 for update of q skip locked),
            moved as (
                update runs set state = %2$s, reason = '%6$s' || :name, worker = :worker,
                       stage = 'starting', detail = '', fence = fence + 1, attempt = attempt + 1,
                       lease_until = null, started_at = current_instant(), changes = changes + 1, last_event = last_event + 1,
                       events_heard = 0
                  from before where runs.id = before.id
                returning runs.*, before.state as from_state, runs.worker as by_worker, '' as by_actor),
            leased as (
                insert into leases (run_id, fence, lease_until)
                select id, fence, current_instant() + make_interval(secs => :lease) from moved
                    on conflict (run_id) do update set fence = excluded.fence, lease_until = excluded.lease_until)
            """,
                    RunMove.CLAIM.states(),
                    RunMove.CLAIM.after("before.state"),
                    RunState.HELD,
                    NeedsColumns.FIT,
                    NeedsColumns.SLOT + ", " + NeedsColumns.PROSPECT,
                    RunChange.CLAIMED,
                    NeedsColumns.IS_WORTHWHILE)
            + StateChange.RECORDED + """
            select moved.id, moved.experiment_id, moved.fence, moved.attempt, moved.seed,
                   jsonb_set(
                       jsonb_set(e.definition, '{dataset,dataHash}', to_jsonb(e.data_hash::text)),
                       '{dataset,otherDataHashes}', e.other_data_hashes) as definition
              from moved join experiments e on e.id = moved.experiment_id
            """;

    /** Whoever loses a run, by whatever statement, leaves no lease. */
    private static final String LEASE_ENDS = ", ends as (delete from leases where run_id in (select id from moved)) ";

    private static final String ENDED = """
            with before as (
                select id, state, worker from runs
                 where id = :run and fence = :fence and state in (%1$s) for update),
            moved as (
                update runs set state = %2$s, reason = :reason, finished_at = current_instant(), worker = null,
                       lease_until = null, changes = changes + 1, last_event = last_event + 1,
                       progress = greatest(progress, :progress)
                  from before where runs.id = before.id
                returning runs.*, before.state as from_state, before.worker as by_worker, '' as by_actor)
            """ + StateChange.RECORDED + LEASE_ENDS + "select id from moved";

    private static final String BACK = String.format(
                    Locale.ROOT,
                    """
            led as (
                select before.*, case when before.rescues + before.mark >= %1$d then %2$s else %3$s end as target
                  from before),
            moved as (
                update runs set
                       state = led.target,
                       reason = case led.target
                                     when 'CANCELLED' then 'cancelled; ' || led.why
                                     when 'FAILED'
                                     then 'stopped its worker three times in a row without a new checkpoint; the last time: ' || led.why
                                     else led.why end,
                       finished_at = case when led.target <> 'QUEUED' then current_instant() end,
                       rescues = led.rescues + led.mark, fence = fence + 1, worker = null, lease_until = null,
                       changes = changes + 1, last_event = last_event + 1
                  from led where runs.id = led.id
                returning runs.*, led.state as from_state, led.worker as by_worker, '' as by_actor)
            """,
                    RESCUES,
                    RunMove.GIVE_UP.after("before.state"),
                    RunMove.PUT_BACK.after("before.state"))
            + StateChange.RECORDED
            + LEASE_ENDS
            + "select id, pg_notify('obscura_queue', 'queued') from moved";

    private final JdbcClient jdbc;

    public Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the next run: of the submitter with fewest running runs (of several, the one whose turn is longest ago) the one with highest
     * priority, then the one that was asked for next, then the oldest; always among the runs that fit into a slot of this worker.
     * Nothing while the queue is paused or the worker is draining. The
     * definition that is handed out pins the data: a run never computes on other images than those it was submitted for.
     */
    public Optional<Claim> claim(WorkerInfo worker, Duration lease) {
        return claim(worker, lease, WorkerInfo.Prospect.ENDLESS);
    }

    /**
     * The same of a worker that will end or cannot read everything: only runs whose data it has, and that it finishes in its time or that
     * somebody else can resume.
     */
    public Optional<Claim> claim(WorkerInfo worker, Duration lease, WorkerInfo.Prospect prospect) {
        return jdbc.sql(CLAIM)
                .param("worker", worker.id().value())
                .param("name", worker.name())
                .param("lease", lease.toMillis() / 1000.0)
                .params(NeedsColumns.offered(worker.offers()))
                .params(NeedsColumns.prospect(prospect))
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

    /** Lengthens the lease. */
    public Heartbeat heartbeat(Claimed claim, Duration lease) {
        return jdbc.sql("""
                        update leases set lease_until = current_instant() + make_interval(secs => :lease)
                          from runs r
                         where r.id = leases.run_id and r.id = :run and r.fence = :fence and leases.fence = :fence
                           and r.state in (%s)
                        returning r.state = 'CANCELLING' as cancel
                        """.replace("%s", RunState.HELD))
                .param("lease", lease.toMillis() / 1000.0)
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .query((row, number) -> row.getBoolean("cancel") ? Heartbeat.CANCEL : Heartbeat.CONTINUES)
                .optional()
                .orElse(Heartbeat.LOST);
    }

    /** To be called in the transaction that stores the outcome. */
    public Written succeed(Claimed claim) {
        return end(claim, RunMove.SUCCEED, 1, "finished");
    }

    public Written fail(Claimed claim, String reason) {
        return end(claim, RunMove.FAIL, 0, reason);
    }

    /** Ends a run whose cancellation was asked for; refused for any other. */
    public Written cancelled(Claimed claim, String reason) {
        return end(claim, RunMove.END_CANCELLED, 0, reason);
    }

    /** @param progress at least */
    private Written end(Claimed claim, RunMove move, double progress, String reason) {
        return Written.of(jdbc.sql(String.format(Locale.ROOT, ENDED, move.states(), move.after("before.state")))
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("progress", progress)
                .param("reason", StorableText.of(reason))
                .query()
                .listOfRows()
                .size());
    }

    /** Puts a run back because its worker ends in good order; that is no mark against the run. */
    public Written giveBack(Claimed claim, String reason) {
        return putBack(claim, 0, reason);
    }

    /** Puts a run back whose process was ended from outside; counts like a lost worker. */
    public Written interrupted(Claimed claim, String reason) {
        return putBack(claim, 1, reason);
    }

    private Written putBack(Claimed claim, int mark, String reason) {
        return Written.of(jdbc.sql("""
                        with before as (
                            select id, state, worker, rescues, cast(:mark as int) as mark, cast(:why as text) as why from runs
                             where id = :run and fence = :fence and state in (%s) for update),
                        """.replace("%s", RunMove.PUT_BACK.states()) + BACK)
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
                        with expired as (
                            select run_id, fence, lease_until from leases where lease_until < current_instant()
                               for update skip locked),
                        before as (
                            select r.id, r.state, r.worker, r.rescues, 1 as mark,
                                   'no sign of worker ' || coalesce(w.host || ':' || w.process, 'unknown') || ' for '
                                   || round(extract(epoch from
                                            current_instant() - coalesce(e.lease_until, r.lease_until)) + :lease)
                                   || ' s' as why
                              from runs r left join workers w on w.id = r.worker
                              left join expired e on e.run_id = r.id and e.fence = r.fence
                             where r.state in (%s)
                               and (r.lease_until < current_instant() or e.run_id is not null)
                               for update of r skip locked),
                        """.replace("%s", RunMove.PUT_BACK.states()) + BACK)
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }
}
