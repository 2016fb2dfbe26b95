package lab.obscura.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import lab.obscura.keeping.KeptBy;
import lab.obscura.queue.RunId;
import org.springframework.stereotype.Component;

/** Keeps the runs whose numbers stand in a paper table. */
@Component
final class TabledRuns implements KeptBy {

    private final KnownTables tables;
    private final StandingRuns standing;

    TabledRuns(KnownTables tables, StandingRuns standing) {
        this.tables = tables;
        this.standing = standing;
    }

    @Override
    public Map<RunId, Reason> among(Collection<RunId> runs) {
        Map<RunId, Reason> kept = new HashMap<>();
        standing.among(runs, tables.all())
                .forEach((run, place) -> kept.put(
                        run,
                        new Reason(
                                "in no paper table",
                                "in " + place,
                                "Archive it instead; a table that was posted can be deleted first")));
        return kept;
    }
}
