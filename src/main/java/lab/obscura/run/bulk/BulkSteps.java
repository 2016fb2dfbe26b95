package lab.obscura.run.bulk;

import java.util.List;
import java.util.Map;
import lab.obscura.account.Actor;
import lab.obscura.keeping.RunMarks;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Runs;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes many runs in one transaction, all but those with which it is not possible. */
@Component
class BulkSteps {

    private final Runs runs;
    private final Queue queue;
    private final RunMarks marks;

    BulkSteps(Runs runs, Queue queue, RunMarks marks) {
        this.runs = runs;
        this.queue = queue;
        this.marks = marks;
    }

    /** @param found the runs as they were before */
    record Done(List<Run> found, Map<RunId, String> refused) {}

    @Transactional
    Done apply(BulkAction action, List<String> tags, List<RunId> chosen, Map<RunId, String> foreign, Actor actor) {
        runs.lock(chosen);
        List<Run> found = runs.find(chosen);
        Map<RunId, String> refused = Refusal.of(action, tags, found);
        refused.putAll(foreign);
        List<RunId> possible = found.stream()
                .map(Run::id)
                .filter(id -> !refused.containsKey(id))
                .toList();
        switch (action) {
            case CANCEL -> queue.cancel(possible, actor, "cancelled " + actor.asCause());
            case RETRY -> queue.retry(possible, actor, "queued again " + actor.asCause());
            case TAG -> marks.tag(possible, tags);
            case UNTAG -> marks.untag(possible, tags);
            case PIN -> marks.pin(possible, true);
            case UNPIN -> marks.pin(possible, false);
            case ARCHIVE -> marks.archive(possible, true);
            case UNARCHIVE -> marks.archive(possible, false);
            case DELETE -> throw new IllegalArgumentException("Deletions delete");
        }
        if (action != BulkAction.CANCEL && action != BulkAction.RETRY) {
            queue.edited(possible, actor, "edited: " + words(action, tags));
        }
        return new Done(found, refused);
    }

    private static String words(BulkAction action, List<String> tags) {
        return switch (action) {
            case TAG -> "tagged " + String.join(", ", tags);
            case UNTAG -> "no longer tagged " + String.join(", ", tags);
            case PIN -> "pinned";
            case UNPIN -> "unpinned";
            case ARCHIVE -> "archived";
            case UNARCHIVE -> "no longer archived";
            case CANCEL, RETRY, DELETE -> action.word();
        };
    }
}
