package lab.obscura.quota;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.queue.RunState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what holders may use, and reads what waits and is stored of theirs. */
@Component
final class QuotaStore {

    private static final String LIMITS = """
            select q.queued_runs, q.processor_hours, q.card_hours, q.stored_bytes from quotas q where q.{holder} = :id
            """;

    private final JdbcClient jdbc;

    QuotaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an admin has set; nothing of it where none has. */
    QuotaRequest set(QuotaHolder holder) {
        return jdbc.sql(LIMITS.replace("{holder}", holder.kind().column()))
                .param("id", holder.id())
                .query((row, index) -> new QuotaRequest(
                        (Integer) row.getObject("queued_runs"),
                        (Double) row.getObject("processor_hours"),
                        (Double) row.getObject("card_hours"),
                        (Long) row.getObject("stored_bytes")))
                .optional()
                .orElse(QuotaRequest.NOTHING);
    }

    /** Sets what an admin says; what is null goes by the service's own settings again. */
    void set(QuotaHolder holder, QuotaRequest limits) {
        jdbc.sql("""
                        insert into quotas ({holder}, queued_runs, processor_hours, card_hours, stored_bytes)
                        values (:id, :runs, :processor, :card, :bytes)
                            on conflict ({holder}) do update
                               set queued_runs = excluded.queued_runs, processor_hours = excluded.processor_hours,
                                   card_hours = excluded.card_hours, stored_bytes = excluded.stored_bytes
                        """.replace("{holder}", holder.kind().column()))
                .param("id", holder.id())
                .param("runs", limits.queuedRuns(), java.sql.Types.INTEGER)
                .param("processor", limits.processorHours(), java.sql.Types.DOUBLE)
                .param("card", limits.cardHours(), java.sql.Types.DOUBLE)
                .param("bytes", limits.storedBytes(), java.sql.Types.BIGINT)
                .update();
    }

    /**
     * What runs of a holder wait for and keep.
     *
     * @param processorSeconds expected of those that wait or are computed, less what their latest attempt has used already
     */
    record Held(int queued, double processorSeconds, double cardSeconds, long storedBytes) {}

    Held held(QuotaHolder holder) {
        return jdbc.sql("""
                        select count(*) filter (where r.state = 'QUEUED') as queued,
                               coalesce(sum(greatest(0, r.expected_processor_seconds - coalesce(u.processor_seconds, 0)))
                                        filter (where r.state not in ({over})), 0) as processor,
                               coalesce(sum(greatest(0, r.expected_card_seconds - coalesce(u.card_seconds, 0)))
                                        filter (where r.state not in ({over})), 0) as card,
                               coalesce(sum(r.stored_bytes), 0) as bytes
                          from runs r left join attempt_usage u
                            on u.run_id = r.id and u.attempt = r.attempt and r.state in ({held})
                         where r.{holder} = :id
                        """.replace("{holder}", holder.kind().column())
                        .replace("{over}", RunState.OVER)
                        .replace("{held}", RunState.HELD))
                .param("id", holder.id())
                .query((row, index) -> new Held(
                        row.getInt("queued"), row.getDouble("processor"), row.getDouble("card"), row.getLong("bytes")))
                .single();
    }

    /** Until the transaction ends nobody else submits for this holder: what was counted stays true. */
    void waitForOthersOf(QuotaHolder holder) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:holder, 0))")
                .param("holder", holder.id().toString())
                .query()
                .singleRow();
    }

    Optional<QuotaHolder> find(QuotaHolder.Kind kind, String name) {
        return jdbc.sql("select id, name from " + kind.table() + " where name = :name")
                .param("name", name)
                .query((row, index) -> new QuotaHolder(kind, row.getObject("id", UUID.class), row.getString("name")))
                .optional();
    }

    List<QuotaHolder> all(QuotaHolder.Kind kind) {
        return jdbc.sql("select id, name from " + kind.table() + " order by name")
                .query((row, index) -> new QuotaHolder(kind, row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    /** The projects of an account. */
    List<QuotaHolder> projectsOf(String account) {
        return jdbc.sql("""
                        select p.id, p.name from memberships m join projects p on p.id = m.project_id
                         where cast(m.account_id as text) = :account order by p.name
                        """)
                .param("account", account)
                .query((row, index) -> new QuotaHolder(
                        QuotaHolder.Kind.PROJECT, row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
