package lab.obscura.keeping.disk;

import java.util.List;
import java.util.UUID;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the runs that a rule holds for, those that have ended first before the others. */
@Component
final class OldRuns {

    private final JdbcClient jdbc;

    OldRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is not in the archive yet. */
    List<RunId> toArchive(ObscuraProperties.Rule rule, int limit) {
        return find(rule, "and not r.archived", limit);
    }

    List<RunId> toDelete(ObscuraProperties.Rule rule, int limit) {
        return find(rule, "", limit);
    }

    private List<RunId> find(ObscuraProperties.Rule rule, String more, int limit) {
        if (!rule.isOn()) {
            return List.of();
        }
        return jdbc.sql("""
                        select r.id from runs r join experiments e on e.id = r.experiment_id
                         where r.state = any (cast(:states as text[]))
                           and r.finished_at < current_instant() - make_interval(secs => :seconds)
                           and not r.pinned and not e.pinned
                        """ + more + " order by r.finished_at, r.id limit :limit")
                .param("states", TextArray.of(rule.states()))
                .param("seconds", (double) rule.after().toSeconds())
                .param("limit", limit)
                .query((row, index) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }
}
