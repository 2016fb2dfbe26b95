package lab.obscura.queue.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.UUID;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up what attempts used: of runs, of studies, of people and projects. */
@Component
public final class Usages {

    private static final String SUM = """
            select coalesce(sum(u.processor_seconds), 0) as processor, coalesce(sum(u.card_seconds), 0) as card,
                   sum(u.joules) as joules, count(u.attempt) as attempts, count(u.joules) as with_joules
            """;

    private final JdbcClient jdbc;

    public Usages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Usage ofRuns(Collection<RunId> runs) {
        return jdbc.sql(SUM + "from attempt_usage u where u.run_id in (select unnest(cast(:runs as uuid[])))")
                .param("runs", TextArray.of(runs.stream().map(RunId::toString).toList()))
                .query(Usages::usage)
                .single();
    }

    /** Of the runs in the cells of a study, whoever queued them. */
    public Usage ofStudy(UUID study) {
        return jdbc.sql(SUM + """
                          from study_cells c
                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          join attempt_usage u on u.run_id = r.id
                         where c.study_id = :study
                        """).param("study", study).query(Usages::usage).single();
    }

    /** Of an account within a time until now, also by runs that are deleted. */
    public Usage ofAccount(UUID account, Duration window) {
        return within("account_id", account, window);
    }

    /** Of a project within a time until now, also by runs that are deleted. */
    public Usage ofProject(UUID project, Duration window) {
        return within("project_id", project, window);
    }

    private Usage within(String column, UUID id, Duration window) {
        return jdbc.sql(SUM + "from attempt_usage u where u." + column
                        + " = :id and u.last_at > current_instant() - make_interval(secs => :window)")
                .param("id", id)
                .param("window", window.toSeconds())
                .query(Usages::usage)
                .single();
    }

    /** How much the newest attempts used per second; the first seconds of an attempt say nothing. */
    public Rates rates() {
        return jdbc.sql("""
                        with newest as (
                            select processor_seconds, card_seconds, joules, extract(epoch from last_at - started_at) as seconds
                              from attempt_usage order by last_at desc limit 200),
                        measured as (select *, card_seconds > 0 as on_card from newest where seconds > 5)
                        select count(*) filter (where not on_card) as attempts,
                               sum(processor_seconds) filter (where not on_card) / sum(seconds) filter (where not on_card) as busy,
                               count(*) filter (where on_card) as on_cards,
                               sum(processor_seconds) filter (where on_card) / sum(seconds) filter (where on_card) as beside,
                               sum(joules) / nullif(sum(card_seconds) filter (where joules is not null), 0) as watts
                          from measured
                        """)
                .query((row, index) -> new Rates(
                        row.getInt("attempts"),
                        row.getDouble("busy"),
                        row.getInt("on_cards"),
                        row.getDouble("beside"),
                        optional(row, "watts")))
                .single();
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Usage usage(ResultSet row, int index) throws SQLException {
        return new Usage(
                row.getDouble("processor"),
                row.getDouble("card"),
                (Double) row.getObject("joules"),
                row.getInt("attempts"),
                row.getInt("with_joules"));
    }
}
