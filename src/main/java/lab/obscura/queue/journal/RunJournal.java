package lab.obscura.queue.journal;

import java.time.OffsetDateTime;
import java.util.List;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.queue.Claimed;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Written;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is told about a run while it runs, numbered from 1 without gaps: what a browser replays after it was away. */
@Component
public final class RunJournal {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    public RunJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes what an attempt said, under its fence: events, curve points, stage and progress in one statement. A batch that was taken already
     * is {@link Written#STORED} and changes nothing.
     */
    public Written append(Claimed claim, JournalBatch batch) {
        return Written.of(jdbc.sql("""
                        with held as (
                            select id, events_heard from runs
                             where id = :run and fence = :fence and state in (%s) for update),
                        owner as (
                            update runs set last_event = last_event + :count, events_heard = :last,
                                   stage = case when :stage = '' then stage else :stage end,
                                   detail = case when :stage = '' then detail else :detail end,
                                   progress = case when :stage = '' then progress else :progress end,
                                   rescues = case when :checkpoint > checkpoint then 0 else rescues end,
                                   checkpoint = greatest(checkpoint, :checkpoint)
                              from held where runs.id = held.id and held.events_heard < :last
                            returning runs.id, last_event - :count as before),
                        told as (
                            insert into run_events (run_id, number, kind, payload)
                            select owner.id, owner.before + event.number, event.value ->> 'kind', event.value -> 'payload'
                              from owner, jsonb_array_elements(cast(:events as jsonb)) with ordinality as event (value, number)),
                        drawn as (
                            insert into curve_points (run_id, series, step, value)
                            select owner.id, point.series, point.step, point.value
                              from owner, jsonb_to_recordset(cast(:points as jsonb))
                                   as point (series text, step double precision, value double precision)
                                on conflict do nothing)
                        select id from held
                        """.replace("%s", RunState.HELD))
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("last", batch.last())
                .param("count", batch.events().size())
                .param("stage", batch.stage())
                .param("detail", batch.detail())
                .param("progress", batch.progress())
                .param("checkpoint", batch.checkpoint())
                .param("events", JSON.writeValueAsString(batch.events()))
                .param("points", JSON.writeValueAsString(batch.points()))
                .query()
                .listOfRows()
                .size());
    }

    /** Keeps what an attack makes of the gallery for now, instead of what it made of it before, under the attempt's fence. */
    public Written show(Claimed claim, InterimPicture picture) {
        return Written.of(jdbc.sql("""
                        insert into interim_pictures (run_id, attack, detail, picture)
                        select id, :attack, :detail, :picture from runs
                         where id = :run and fence = :fence and state in (%s)
                            on conflict (run_id, attack) do update
                               set detail = excluded.detail, picture = excluded.picture, at = current_instant()
                        """.replace("%s", RunState.HELD))
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("attack", picture.attack())
                .param("detail", picture.detail())
                .param("picture", picture.png())
                .update());
    }

    /** What the attempt has used so far, instead of what it had used before, under its fence. */
    public Written used(Claimed claim, RunEvent.Used used) {
        return Written.of(jdbc.sql("""
                        insert into attempt_usage (run_id, attempt, submitter, account_id, project_id, started_at, last_at,
                                                   processor_seconds, card_seconds, joules)
                        select id, attempt, submitter, account_id, project_id, started_at, current_instant(),
                               :processor, :card, case when :joules >= 0 then :joules end
                          from runs where id = :run and fence = :fence and state in (%s)
                            on conflict (run_id, attempt) do update
                               set last_at = excluded.last_at, processor_seconds = excluded.processor_seconds,
                                   card_seconds = excluded.card_seconds, joules = excluded.joules
                        """.replace("%s", RunState.HELD))
                .param("run", claim.run().value())
                .param("fence", claim.fence())
                .param("processor", used.processorSeconds())
                .param("card", used.cardSeconds())
                .param("joules", used.joules())
                .update());
    }

    /** The events after a number, oldest first. */
    public List<StoredEvent> after(RunId run, long number, int limit) {
        return jdbc.sql("""
                        select number, kind, payload, at from run_events
                         where run_id = :run and number > :number order by number limit :limit
                        """)
                .param("run", run.value())
                .param("number", number)
                .param("limit", limit)
                .query((row, index) -> new StoredEvent(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("payload"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** All log lines, oldest first. */
    public List<LogLine> log(RunId run) {
        return jdbc.sql("""
                        select payload ->> 'line' as line, at from run_events
                         where run_id = :run and kind = 'log' order by number
                        """)
                .param("run", run.value())
                .query((row, index) ->
                        new LogLine(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("line")))
                .list();
    }
}
