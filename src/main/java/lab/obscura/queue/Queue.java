package lab.obscura.queue;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.obscura.account.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What people do with the queue: submit, cancel, retry, order, pause. Each method is one statement. */
@Component
public final class Queue {

    /** What is announced on the channel {@code obscura_queue} when a running run shall end. */
    public static final String CANCEL = "cancel";

    /** The reason of a run that was queued for the first time. */
    public static final String WAITS = "waits for a worker";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    public Queue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Until the transaction ends nobody else queues runs of this submitter: what was counted stays true. Its own statement, because the
     * next one must see what those who went before have stored.
     */
    public void waitForOthersOf(Actor submitter) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:submitter, 0))")
                .param("submitter", submitter.lane())
                .query()
                .singleRow();
    }

    /** Until the transaction ends nobody else looks for experiments to share, lets them grow or deletes them. */
    public void waitForSharers() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('shared experiments', 0))")
                .query()
                .singleRow();
    }

    /** Queues runs, in this order. Their experiments must be stored already, in the same transaction or before. */
    public void submit(List<NewRun> runs) {
        jdbc.sql("""
                        with moved as (
                            insert into runs (id, experiment_id, seed, submitter, reason, priority, tags, needs_device,
                                              needs_build, needs_heap_mb, needs_off_heap_mb, needs_gpu_mb, estimated_seconds,
                                              needs_data, training_hash, attack_hash, changes, last_event, account_id,
                                              project_id, expected_processor_seconds, expected_card_seconds)
                            select id, experiment, seed, submitter, :reason, priority, tags, device, build, heap, off_heap, gpu,
                                   nullif(seconds, -1), datasets, training, attack, 1, 1, cast(nullif(account, '') as uuid),
                                   cast(nullif(project, '') as uuid), processor_seconds, card_seconds
                              from jsonb_to_recordset(cast(:runs as jsonb))
                                as run(id uuid, experiment uuid, seed bigint, submitter text, priority int, tags text[],
                                       device text, build text, heap bigint, off_heap bigint, gpu bigint, seconds bigint,
                                       datasets text[], training text, attack text, account text, project text,
                                       processor_seconds double precision, card_seconds double precision)
                            returning *, cast(null as text) as from_state, cast(null as uuid) as by_worker,
                                      submitter as by_actor)
                        """ + StateChange.RECORDED
                        + "select pg_notify('obscura_queue', 'queued') where exists (select from moved)")
                .param("reason", WAITS)
                .param(
                        "runs",
                        JSON.writeValueAsString(
                                runs.stream().map(Queue::columns).toList()))
                .query()
                .listOfRows();
    }

    private static Map<String, Object> columns(NewRun run) {
        return Map.ofEntries(
                entry("id", run.id().value()),
                entry("experiment", run.experiment().value()),
                entry("seed", run.seed()),
                entry("submitter", run.submitter().name()),
                entry("account", run.submitter().account()),
                entry("project", run.submitter().purpose().project()),
                entry("processor_seconds", run.use().processorSeconds()),
                entry("card_seconds", run.use().cardSeconds()),
                entry("priority", run.priority()),
                entry("tags", run.tags()),
                entry("device", run.needs().device().id()),
                entry("build", run.needs().engineBuild().id()),
                entry("heap", run.needs().memory().heapMegabytes()),
                entry("off_heap", run.needs().memory().offHeapMegabytes()),
                entry("gpu", run.needs().gpuMegabytes()),
                entry("seconds", run.forecast().seconds().orElse(-1)),
                entry("datasets", run.forecast().datasets()),
                entry("training", run.trainingHash()),
                entry("attack", run.attackHash()));
    }

    /**
     * Asks for the end of a run: a waiting one is cancelled at once, a running one at its worker's next heartbeat.
     *
     * @return the new state; empty when the run is unknown, over, or being cancelled already
     */
    public Optional<RunState> cancel(RunId run, Actor actor, String reason) {
        return cancel(List.of(run), actor, reason).stream().findFirst();
    }

    /** The same for many runs, all or none of them; gives the new states of those that could be cancelled. */
    public List<RunState> cancel(Collection<RunId> these, Actor actor, String reason) {
        return jdbc.sql(String.format(Locale.ROOT, """
                        with before as (
                            select id, state, worker from runs
                             where id in (select unnest(cast(:runs as uuid[]))) and state in (%1$s) order by id for update),
                        moved as (
                            update runs set
                                   state = %2$s,
                                   reason = :reason,
                                   cancel_requested_at = current_instant(),
                                   finished_at = case when before.worker is null then current_instant() end,
                                   changes = changes + 1, last_event = last_event + 1
                              from before where runs.id = before.id
                            returning runs.*, before.state as from_state, before.worker as by_worker, :actor as by_actor)
                        """, RunMove.CANCEL.states(), RunMove.CANCEL.after("before.state"))
                        + StateChange.RECORDED + "select state, pg_notify('obscura_queue', 'cancel') from moved")
                .param("runs", ids(these))
                .param("actor", actor.name())
                .param("reason", reason)
                .query((row, number) -> RunState.valueOf(row.getString("state")))
                .list();
    }

    /**
     * Queues a failed or cancelled run again: a new attempt that resumes from the last checkpoint.
     *
     * @return whether it was queued; false when the run is unknown or in another state
     */
    public boolean retry(RunId run, Actor actor, String reason) {
        return retry(List.of(run), actor, reason) == 1;
    }

    /** The same for many runs, all or none of them; gives how many were queued. */
    public int retry(Collection<RunId> these, Actor actor, String reason) {
        return jdbc.sql(String.format(Locale.ROOT, """
                        with before as (
                            select id, state from runs
                             where id in (select unnest(cast(:runs as uuid[]))) and state in (%1$s) order by id for update),
                        moved as (
                            update runs set state = %2$s, reason = :reason, rescues = 0, queued_at = current_instant(),
                                   cancel_requested_at = null, finished_at = null,
                                   changes = changes + 1, last_event = last_event + 1
                              from before where runs.id = before.id
                            returning runs.*, before.state as from_state, cast(null as uuid) as by_worker,
                                      :actor as by_actor)
                        """, RunMove.RETRY.states(), RunMove.RETRY.after("before.state"))
                        + StateChange.RECORDED + "select pg_notify('obscura_queue', 'queued') from moved")
                .param("runs", ids(these))
                .param("actor", actor.name())
                .param("reason", reason)
                .query()
                .listOfRows()
                .size();
    }

    /** Sets the place among the runs of the same submitter: from -100 to 100, the highest first. */
    public boolean prioritize(RunId run, int priority) {
        return jdbc.sql("update runs set priority = :priority where id = :run")
                        .param("priority", priority)
                        .param("run", run.value())
                        .update()
                == 1;
    }

    /** The same for many runs; those that are over stay as they are. Gives how many were changed. */
    public int prioritize(Collection<RunId> these, int priority, Actor actor) {
        return jdbc.sql(String.format(Locale.ROOT, """
                        with before as (
                            select id from runs
                             where id in (select unnest(cast(:runs as uuid[]))) and state in (%s) and priority <> :priority
                             order by id for update),
                        moved as (
                            update runs set priority = :priority, changes = changes + 1
                              from before where runs.id = before.id
                            returning runs.id, runs.state, runs.changes, runs.attempt)
                        """, RunMove.CANCEL.states()) + StateChange.EDIT_RECORDED)
                .param("runs", ids(these))
                .param("priority", priority)
                .param("what", "edited: priority " + priority)
                .param("actor", actor.name())
                .update();
    }

    private static String ids(Collection<RunId> these) {
        return TextArray.of(these.stream().map(RunId::toString).toList());
    }

    /**
     * Puts a waiting run before all others of its submitter. Between submitters the shares stay as they are.
     *
     * @return false when the run is unknown or does not wait
     */
    public boolean next(RunId run, Actor actor) {
        return jdbc.sql("""
                        with moved as (
                            update runs set priority = head.priority, place = head.place - 1, changes = changes + 1
                              from (select q.priority, q.place from runs q
                                     where q.state = 'QUEUED' and q.lane = (select lane from runs where id = :run)
                                     order by q.priority desc, q.place, q.position limit 1) head
                             where runs.id = :run and runs.state = 'QUEUED'
                            returning runs.id, runs.state, runs.changes, runs.attempt)
                        """ + StateChange.EDIT_RECORDED)
                        .param("run", run.value())
                        .param("what", "put before the others of its submitter")
                        .param("actor", actor.name())
                        .update()
                == 1;
    }

    /** How many runs of a submitter wait. */
    public int waiting(Actor submitter) {
        return jdbc.sql("select count(*) from runs where state = 'QUEUED' and lane = :lane")
                .param("lane", submitter.lane())
                .query(Integer.class)
                .single();
    }

    public boolean tag(RunId run, List<String> tags) {
        return jdbc.sql("update runs set tags = cast(:tags as text[]) where id = :run")
                        .param("tags", TextArray.of(tags))
                        .param("run", run.value())
                        .update()
                == 1;
    }

    public boolean note(RunId run, String notes) {
        return jdbc.sql("update runs set notes = :notes where id = :run")
                        .param("notes", notes)
                        .param("run", run.value())
                        .update()
                == 1;
    }

    /** Tells in the run's history that somebody edited it; the state stays as it is, and so does its reason. */
    public boolean edited(RunId run, Actor actor, String what) {
        return edited(List.of(run), actor, what) == 1;
    }

    /** The same of many runs; gives how many there are. */
    public int edited(Collection<RunId> these, Actor actor, String what) {
        return jdbc.sql("""
                        with moved as (
                            update runs set changes = changes + 1 where id in (select unnest(cast(:runs as uuid[])))
                            returning id, state, changes, attempt)
                        """ + StateChange.EDIT_RECORDED)
                .param("runs", ids(these))
                .param("what", what)
                .param("actor", actor.name())
                .update();
    }

    /** From now on nothing is claimed; running attempts continue. */
    public void pause(String reason) {
        jdbc.sql("update queue_control set paused = true, reason = :reason where id = 1")
                .param("reason", reason)
                .update();
    }

    public void resume() {
        jdbc.sql("""
                        with control as (update queue_control set paused = false, reason = '' where id = 1 returning id)
                        select pg_notify('obscura_queue', 'resumed') from control
                        """).query().singleRow();
    }

    /**
     * The queue as a whole.
     *
     * @param paused nothing is claimed
     * @param reason why it is paused, in words
     * @param runs number of runs per state
     */
    public record Status(boolean paused, String reason, Map<RunState, Long> runs) {

        public Status {
            runs = Map.copyOf(runs);
        }
    }

    public Status status() {
        Map<RunState, Long> runs = new EnumMap<>(RunState.class);
        jdbc.sql("select state, count(*) as runs from runs group by state").query(row -> {
            runs.put(RunState.valueOf(row.getString("state")), row.getLong("runs"));
        });
        return jdbc.sql("select paused, reason from queue_control where id = 1")
                .query((row, number) -> new Status(row.getBoolean("paused"), row.getString("reason"), runs))
                .single();
    }
}
