package lab.obscura.keeping;

import java.util.Collection;
import java.util.List;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks what is kept and what is put aside. Whether and how that is told in a run's history is the caller's matter. */
@Component
public final class RunMarks {

    private final JdbcClient jdbc;

    RunMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pinned run is not deleted. */
    public void pin(Collection<RunId> runs, boolean pinned) {
        jdbc.sql("update runs set pinned = :pinned where id in (select unnest(cast(:runs as uuid[])))")
                .param("pinned", pinned)
                .param("runs", ids(runs))
                .update();
    }

    /** Lists leave an archived run out, unless they are asked for it. */
    public void archive(Collection<RunId> runs, boolean archived) {
        jdbc.sql("update runs set archived = :archived where id in (select unnest(cast(:runs as uuid[])))")
                .param("archived", archived)
                .param("runs", ids(runs))
                .update();
    }

    /** A pinned experiment keeps all of its runs, those that come later too. */
    public void pin(ExperimentId experiment, boolean pinned) {
        jdbc.sql("update experiments set pinned = :pinned where id = :experiment")
                .param("pinned", pinned)
                .param("experiment", experiment.value())
                .update();
    }

    /** Adds tags to runs, where they are missing. */
    public void tag(Collection<RunId> runs, List<String> tags) {
        jdbc.sql("""
                        update runs set tags = tags || array(
                            select tag from unnest(cast(:tags as text[])) with ordinality as added(tag, place)
                             where tag <> all (tags) order by place)
                         where id in (select unnest(cast(:runs as uuid[])))
                        """).param("tags", TextArray.of(tags)).param("runs", ids(runs)).update();
    }

    /** Takes tags from runs, where they are. */
    public void untag(Collection<RunId> runs, List<String> tags) {
        jdbc.sql("""
                        update runs set tags = array(
                            select tag from unnest(tags) with ordinality as old(tag, place)
                             where tag <> all (cast(:tags as text[])) order by place)
                         where id in (select unnest(cast(:runs as uuid[])))
                        """).param("tags", TextArray.of(tags)).param("runs", ids(runs)).update();
    }

    private static String ids(Collection<RunId> runs) {
        return TextArray.of(runs.stream().map(RunId::toString).toList());
    }
}
