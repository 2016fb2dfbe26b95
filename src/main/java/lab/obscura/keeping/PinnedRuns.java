package lab.obscura.keeping;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the runs that are pinned, and all runs of an experiment that is. */
@Component
final class PinnedRuns implements KeptBy {

    private static final Reason RUN = new Reason("unpinned", "pinned", "Unpin it first");
    private static final Reason EXPERIMENT =
            new Reason("of an unpinned experiment", "of a pinned experiment", "Unpin its experiment first");

    private final JdbcClient jdbc;

    PinnedRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<RunId, Reason> among(Collection<RunId> runs) {
        Map<RunId, Reason> kept = new HashMap<>();
        jdbc.sql("""
                        select r.id, r.pinned from runs r join experiments e on e.id = r.experiment_id
                         where r.id in (select unnest(cast(:runs as uuid[]))) and (r.pinned or e.pinned)
                        """)
                .param("runs", TextArray.of(runs.stream().map(RunId::toString).toList()))
                .query(row -> {
                    kept.put(new RunId(row.getObject("id", UUID.class)), row.getBoolean("pinned") ? RUN : EXPERIMENT);
                });
        return kept;
    }
}
