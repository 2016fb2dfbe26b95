package lab.obscura.run;

import java.util.List;
import java.util.Set;
import lab.obscura.account.Actor;
import lab.obscura.account.owner.Owned;
import lab.obscura.account.owner.Owners;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunMove;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import org.springframework.stereotype.Component;

/** What people do with runs: list, look at, cancel, run again, edit. */
@Component
final class RunService {

    private final Runs runs;
    private final RunReference reference;
    private final Queue queue;
    private final RunOverviews overviews;
    private final RunEdits edits;
    private final Deletions deletions;
    private final Owners owners;

    RunService(
            Runs runs,
            RunReference reference,
            Queue queue,
            RunOverviews overviews,
            RunEdits edits,
            Deletions deletions,
            Owners owners) {
        this.runs = runs;
        this.reference = reference;
        this.queue = queue;
        this.overviews = overviews;
        this.edits = edits;
        this.deletions = deletions;
        this.owners = owners;
    }

    RunPageView page(RunListRequest request) {
        int limit = request.checkedLimit();
        List<Run> found = runs.page(request.filter(), request.condition(), request.before(), limit + 1);
        List<Run> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.get(limit - 1).position()) : null;
        return new RunPageView(overviews.rows(shown), next);
    }

    RunView get(String id) {
        return overviews.detail(reference.find(id));
    }

    RunView cancel(String id, Actor actor) {
        Run run = owned(id, actor);
        queue.cancel(run.id(), actor, "cancelled " + actor.asCause())
                .orElseThrow(() -> illegal(run.id(), "cancelled", RunMove.CANCEL));
        return get(run.id().toString());
    }

    RunView retry(String id, Actor actor) {
        Run run = owned(id, actor);
        if (!queue.retry(run.id(), actor, "queued again " + actor.asCause())) {
            throw illegal(run.id(), "queued again", RunMove.RETRY);
        }
        return get(run.id().toString());
    }

    RunView next(String id, Actor actor) {
        Run run = owned(id, actor);
        if (!queue.next(run.id(), actor)) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "A run can be put first while it waits (QUEUED); this one is "
                            + reference.find(run.id().toString()).state());
        }
        return get(run.id().toString());
    }

    RunView edit(String id, String ifMatch, Actor actor, RunPatch patch) {
        Run run = owned(id, actor);
        edits.apply(
                run.id(),
                patch.checked(),
                actor,
                now -> RunTag.of(overviews.detail(now)).matches(ifMatch));
        return get(run.id().toString());
    }

    DeletionView lookAtDeletion(String id) {
        return deletions.look(List.of(reference.find(id).id()));
    }

    DeletionView delete(String id, Actor actor) {
        return deletions.delete(List.of(owned(id, actor).id()), actor);
    }

    /** Looks after "latest" is resolved: it may be another run a moment later. */
    private Run owned(String id, Actor actor) {
        Run run = reference.find(id);
        owners.check(actor, Owned.RUN, run.id().value());
        return run;
    }

    private Problem illegal(RunId id, String wish, RunMove move) {
        RunState state = reference.find(id.toString()).state();
        return new Problem(
                ErrorType.ILLEGAL_STATE,
                "A run can be " + wish + " when it is " + words(move.from()) + "; this one is " + state
                        + ". To run the same again, post its definition as a new experiment");
    }

    private static String words(Set<RunState> states) {
        return String.join(" or ", states.stream().sorted().map(Enum::name).toList());
    }
}
