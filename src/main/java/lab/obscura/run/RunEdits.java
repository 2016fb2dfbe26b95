package lab.obscura.run;

import java.util.List;
import java.util.function.Predicate;
import lab.obscura.account.Actor;
import lab.obscura.keeping.RunMarks;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Runs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what people may change of a run, unless somebody else was faster. */
@Component
class RunEdits {

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Queue queue;
    private final RunMarks marks;

    RunEdits(JdbcClient jdbc, Runs runs, Queue queue, RunMarks marks) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.queue = queue;
        this.marks = marks;
    }

    /** Locks the run, so that of two editors who read the same state one is refused. */
    @Transactional
    void apply(RunId id, RunPatch patch, Actor actor, Predicate<Run> unchanged) {
        jdbc.sql("select id from runs where id = :run for update")
                .param("run", id.value())
                .query()
                .listOfRows();
        if (runs.find(id).filter(unchanged).isEmpty()) {
            throw new Problem(
                    ErrorType.EDIT_CONFLICT,
                    "The run was edited since it was read. Read it again and repeat the edit with its new ETag");
        }
        if (patch.priority() != null) {
            queue.prioritize(id, patch.priority());
        }
        if (patch.tags() != null) {
            queue.tag(id, patch.tags());
        }
        if (patch.notes() != null) {
            queue.note(id, patch.notes());
        }
        if (patch.pinned() != null) {
            marks.pin(List.of(id), patch.pinned());
        }
        if (patch.archived() != null) {
            marks.archive(List.of(id), patch.archived());
        }
        if (!patch.words().isEmpty()) {
            queue.edited(id, actor, "edited: " + String.join(", ", patch.words()));
        }
    }
}
