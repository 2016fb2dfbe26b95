package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.queue.RunState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Goes through everything that the database says of all runs, and finds what must never be. */
final class Books {

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asserts all that holds at any time, whatever was killed. */
    void balance() {
        everyMoveIsLegal();
        nothingIsMissingOrDouble();
        exactlyOneOutcomePerSuccess();
    }

    Map<RunState, Long> states() {
        return jdbc
                .sql("select state, count(*) as runs from runs group by state")
                .query((row, index) -> Map.entry(RunState.valueOf(row.getString("state")), row.getLong("runs")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long rescues() {
        return jdbc.sql("select count(*) from run_changes where from_state = 'RUNNING' and to_state = 'QUEUED'")
                .query(Long.class)
                .single();
    }

    private void everyMoveIsLegal() {
        List<String> moves = jdbc.sql("select distinct coalesce(from_state, '') || '>' || to_state from run_changes")
                .query(String.class)
                .list();
        List<String> legal = Stream.of(RunState.values())
                .flatMap(from ->
                        Stream.of(RunState.values()).filter(from::mayBecome).map(to -> from + ">" + to))
                .collect(Collectors.toList());
        legal.add(">" + RunState.QUEUED);
        assertThat(legal).containsAll(moves);
        assertThat(count("""
                        select count(*) from (
                            select from_state, lag(to_state) over (partition by run_id order by number) as before
                              from run_changes) moves
                         where from_state is distinct from before
                        """))
                .as("changes that do not begin where the one before ended")
                .isZero();
        assertThat(count("""
                        select count(*) from runs r where state <> (
                            select to_state from run_changes c where c.run_id = r.id order by number desc limit 1)
                        """))
                .as("runs whose state is not that of their last change")
                .isZero();
    }

    private void nothingIsMissingOrDouble() {
        assertThat(count("""
                        select count(*) from runs r
                         where (select array_agg(number order by number) from run_events e where e.run_id = r.id)
                               is distinct from (select array_agg(n) from generate_series(1, r.last_event) n)
                        """))
                .as("runs whose events are not numbered 1, 2, 3, …")
                .isZero();
        assertThat(count("""
                        select count(*) from runs r
                         where (select array_agg(number order by number) from run_changes c where c.run_id = r.id)
                               is distinct from (select array_agg(n) from generate_series(1, r.changes) n)
                        """))
                .as("runs whose changes are not numbered 1, 2, 3, …")
                .isZero();
        assertThat(count("""
                        select count(*) from (
                            select run_id from run_events where kind = 'point'
                             group by run_id, payload ->> 'series', payload ->> 'step' having count(*) > 1) twice
                        """)).as("points that were told twice").isZero();
    }

    private void exactlyOneOutcomePerSuccess() {
        assertThat(count("""
                        select count(*) from runs r
                         where (state = 'SUCCEEDED') <> exists (select 1 from outcomes o where o.run_id = r.id)
                        """)).as("runs with a success or an outcome alone").isZero();
        assertThat(count("""
                        select count(*) from (
                            select run_id from run_changes where to_state = 'SUCCEEDED' group by run_id having count(*) > 1) twice
                        """)).as("runs that succeeded twice").isZero();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
