package lab.obscura.keeping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to rows in a deletion: all of it or nothing. */
@Component
class DeletionSteps {

    private static final KeptBy.Reason RUNS = new KeptBy.Reason("waiting or over", "running", "Cancel it first");

    private static final int MOST_NAMED = 6;

    private final Queue queue;
    private final Runs runs;
    private final DeletionStore store;
    private final StudyRuns studies;
    private final List<KeptBy> keepers;
    private final AuditTrail audit;

    DeletionSteps(
            Queue queue, Runs runs, DeletionStore store, StudyRuns studies, List<KeptBy> keepers, AuditTrail audit) {
        this.queue = queue;
        this.runs = runs;
        this.store = store;
        this.studies = studies;
        this.keepers = List.copyOf(keepers);
        this.audit = audit;
    }

    /**
     * What would go, and what stands in the way.
     *
     * @param trained hashes of networks that no other run needs
     * @param studies how many go
     */
    record Plan(
            List<Doomed> going,
            List<DeletionView.Refused> refused,
            DeletionStore.Held held,
            DeletionStore.Around around,
            List<String> trained,
            int studies,
            List<DeletionView.Stays> stay) {

        List<RunId> runs() {
            return going.stream().map(Doomed::run).toList();
        }
    }

    /** Changes nothing. */
    @Transactional(readOnly = true)
    Plan look(Collection<RunId> ids) {
        return plan(ids, List.of());
    }

    /** The same of a study and the runs that are its own. */
    @Transactional(readOnly = true)
    Plan lookAtStudy(UUID study) {
        StudyRuns.Parted parted = studies.of(study);
        return withStudy(plan(parted.own(), parted.stay()));
    }

    /** Deletes those of the runs that may go. */
    @Transactional
    Plan deletePossible(Collection<RunId> ids) {
        Plan plan = locked(ids, List.of());
        store.delete(plan.runs(), plan.around());
        note(plan);
        return plan;
    }

    /** Deletes all of the runs; when one may not go, none of them. */
    @Transactional
    Plan deleteAll(Collection<RunId> ids) {
        Plan plan = locked(ids, List.of());
        Refusals.throwIfAny(plan.refused());
        store.delete(plan.runs(), plan.around());
        note(plan);
        return plan;
    }

    /** Deletes a study and the runs that are its own; when one of these may not go, nothing. */
    @Transactional
    Plan deleteStudy(UUID study) {
        queue.waitForSharers();
        StudyRuns.Parted parted = studies.of(study);
        Plan plan = locked(parted.own(), parted.stay());
        Refusals.throwIfAny(plan.refused());
        store.delete(plan.runs(), plan.around());
        studies.delete(study);
        note(plan);
        return withStudy(plan);
    }

    /** Where one address deletes many, the audit names them as far as it has room. */
    private void note(Plan plan) {
        int runs = plan.going().size();
        String which =
                plan.runs().stream().limit(MOST_NAMED).map(RunId::toString).collect(Collectors.joining(", "));
        audit.note(
                AuditAction.DELETE,
                runs + " runs" + (runs == 0 ? "" : ": " + which) + (runs > MOST_NAMED ? ", …" : ""));
    }

    private Plan locked(Collection<RunId> ids, List<DeletionView.Stays> stay) {
        queue.waitForSharers();
        store.lockExperiments(ids);
        runs.lock(ids);
        return plan(ids, stay);
    }

    private Plan plan(Collection<RunId> chosen, List<DeletionView.Stays> stay) {
        List<Doomed> found = store.find(chosen);
        Map<RunId, KeptBy.Reason> kept = kept(found);
        List<Doomed> going = new ArrayList<>();
        List<DeletionView.Refused> refused = new ArrayList<>();
        for (Doomed run : found) {
            if (kept.containsKey(run.run())) {
                refused.add(run.refused(kept.get(run.run())));
            } else {
                going.add(run);
            }
        }
        List<RunId> ids = going.stream().map(Doomed::run).toList();
        DeletionStore.Around around = store.around(ids);
        return new Plan(
                List.copyOf(going),
                List.copyOf(refused),
                store.held(ids),
                around,
                store.trainedForNobodyElse(ids),
                around.studies().size(),
                stay);
    }

    /** The study itself counts once, whether it loses all of its cells or only goes. */
    private static Plan withStudy(Plan plan) {
        return new Plan(plan.going(), plan.refused(), plan.held(), plan.around(), plan.trained(), 1, plan.stay());
    }

    private Map<RunId, KeptBy.Reason> kept(List<Doomed> found) {
        Map<RunId, KeptBy.Reason> kept = new HashMap<>();
        List<RunId> ids = found.stream().map(Doomed::run).toList();
        keepers.forEach(keeper -> keeper.among(ids).forEach(kept::putIfAbsent));
        found.stream()
                .filter(run -> run.state() == RunState.RUNNING || run.state() == RunState.CANCELLING)
                .forEach(run -> kept.put(run.run(), RUNS));
        return kept;
    }
}
