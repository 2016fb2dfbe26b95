package lab.obscura.run.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.account.Actor;
import lab.obscura.account.owner.Owners;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Runs;
import lab.obscura.run.query.RunQuery;
import org.springframework.stereotype.Component;

/** Does one thing with many runs, and says of each what became of it. */
@Component
final class BulkActions {

    private final Runs runs;
    private final BulkSteps steps;
    private final Deletions deletions;
    private final Owners owners;

    BulkActions(Runs runs, BulkSteps steps, Deletions deletions, Owners owners) {
        this.runs = runs;
        this.steps = steps;
        this.deletions = deletions;
        this.owners = owners;
    }

    /** Changes nothing. */
    BulkView look(BulkRequest request, Actor actor) {
        BulkAction action = request.checkedAction();
        List<String> tags = request.checkedTags();
        List<RunId> chosen = chosen(request);
        List<Run> found = runs.find(chosen);
        if (action == BulkAction.DELETE) {
            Map<RunId, String> foreign = foreign(found, actor);
            return deleted(chosen, found, deletions.look(without(found, foreign)), foreign);
        }
        Map<RunId, String> refused = Refusal.of(action, tags, found);
        refused.putAll(foreign(found, actor));
        return view(action, true, chosen, found, refused);
    }

    BulkView apply(BulkRequest request, Actor actor) {
        BulkAction action = request.checkedAction();
        List<String> tags = request.checkedTags();
        List<RunId> chosen = chosen(request);
        if (action == BulkAction.DELETE) {
            List<Run> found = runs.find(chosen);
            Map<RunId, String> foreign = foreign(found, actor);
            return deleted(chosen, found, deletions.deletePossible(without(found, foreign), actor), foreign);
        }
        BulkSteps.Done done = steps.apply(action, tags, chosen, foreign(runs.find(chosen), actor), actor);
        return view(action, false, chosen, done.found(), done.refused());
    }

    private Map<RunId, String> foreign(List<Run> found, Actor actor) {
        Set<UUID> ids = owners.foreignRuns(
                actor, found.stream().map(run -> run.id().value()).toList());
        return ids.stream()
                .collect(Collectors.toMap(RunId::new, id -> "belongs to somebody else. Ask them, or an admin"));
    }

    private static List<RunId> without(List<Run> found, Map<RunId, String> foreign) {
        return found.stream()
                .map(Run::id)
                .filter(id -> !foreign.containsKey(id))
                .toList();
    }

    private List<RunId> chosen(BulkRequest request) {
        if (!request.isByQuery()) {
            return request.ids().stream().distinct().toList();
        }
        List<RunId> found = runs.ids(RunQuery.condition("query", request.query()), BulkRequest.MOST + 1);
        if (found.size() > BulkRequest.MOST) {
            throw Problem.field(
                    "query",
                    "one that finds at most 5000 runs",
                    request.query(),
                    "Narrow it, as by created<2026-11-01");
        }
        return found;
    }

    private static BulkView deleted(
            List<RunId> chosen, List<Run> found, DeletionView deletion, Map<RunId, String> foreign) {
        Map<UUID, String> refused = deletion.refused().stream()
                .collect(Collectors.toMap(DeletionView.Refused::run, one -> "is " + one.found() + ". " + one.wayOut()));
        Map<RunId, String> reasons = new HashMap<>(foreign);
        refused.forEach((run, reason) -> reasons.put(new RunId(run), reason));
        BulkView results = view(BulkAction.DELETE, !deletion.deleted(), chosen, found, reasons);
        return new BulkView(results.action(), results.dryRun(), results.done(), results.results(), deletion);
    }

    private static BulkView view(
            BulkAction action, boolean dryRun, List<RunId> chosen, List<Run> found, Map<RunId, String> refused) {
        List<BulkView.Result> results = new ArrayList<>();
        found.forEach(run -> results.add(result(run, Optional.ofNullable(refused.get(run.id())))));
        Set<RunId> there = found.stream().map(Run::id).collect(Collectors.toSet());
        chosen.stream()
                .filter(id -> !there.contains(id))
                .map(BulkActions::unknown)
                .forEach(results::add);
        int done = found.size() - refused.size();
        return new BulkView(action.word(), dryRun, done, List.copyOf(results), null);
    }

    private static BulkView.Result result(Run run, Optional<String> refused) {
        return new BulkView.Result(
                run.id().value(),
                run.experimentName(),
                run.seed(),
                refused.isPresent() ? "refused" : "done",
                refused.orElse(""));
    }

    private static BulkView.Result unknown(RunId run) {
        return new BulkView.Result(run.value(), "", 0, "unknown", "is not there; perhaps it was deleted");
    }
}
