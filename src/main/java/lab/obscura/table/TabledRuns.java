package lab.obscura.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lab.obscura.keeping.KeptBy;
import lab.obscura.queue.RunId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps the runs whose numbers stand in a paper table. */
@Component
final class TabledRuns implements KeptBy {

    /** Asked for late: tables queue studies, and who deletes studies asks this. */
    private final ObjectProvider<Tables> tables;

    TabledRuns(ObjectProvider<Tables> tables) {
        this.tables = tables;
    }

    @Override
    public Map<RunId, Reason> among(Collection<RunId> runs) {
        Map<UUID, String> standing = tables.getObject().standing();
        Map<RunId, Reason> kept = new HashMap<>();
        for (RunId run : runs) {
            String place = standing.get(run.value());
            if (place != null) {
                kept.put(
                        run,
                        new Reason(
                                "in no paper table",
                                "in " + place,
                                "Archive it instead; a table that was posted can be deleted first"));
            }
        }
        return kept;
    }
}
