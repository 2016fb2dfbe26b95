package lab.obscura.queue;

/**
 * The tail of every statement that changes a run's state. The statement names the changed rows {@code moved}, with the columns
 * {@code id, from_state, state, reason, by_worker, by_actor, attempt, changes, last_event}, and has counted up the last two; the tail writes the
 * history and the event in the same statement, so that no change goes untold. Ends are put down for {@code notify} too, where anybody wants
 * to hear of one.
 */
final class StateChange {

    static final String RECORDED = """
            , changed as (
                insert into run_changes (run_id, number, from_state, to_state, reason, worker, actor, attempt)
                select id, changes, from_state, state, reason, by_worker, nullif(by_actor, ''), attempt from moved),
            told as (
                insert into run_events (run_id, number, kind, payload)
                select id, last_event, 'state', jsonb_build_object('state', state, 'reason', reason, 'attempt', attempt)
                  from moved),
            ended as (
                insert into run_endings (run_id, state, reason)
                select id, state, reason from moved
                 where state in (%s) and exists (select from notification_destinations))
            """.replace("%s", RunState.OVER);

    /** The same for an edit: {@code moved} has {@code id, state, changes, attempt}, and nobody who follows the run need hear of it. */
    static final String EDIT_RECORDED = """
            insert into run_changes (run_id, number, from_state, to_state, reason, actor, attempt)
            select id, changes, state, state, :what, nullif(:actor, ''), attempt from moved
            """;

    private StateChange() {}
}
