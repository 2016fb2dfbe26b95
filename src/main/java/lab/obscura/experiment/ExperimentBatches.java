package lab.obscura.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.obscura.account.Actor;
import lab.obscura.account.Purpose;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.quota.Asked;
import lab.obscura.quota.QuotaLine;
import org.springframework.stereotype.Component;

/** Many experiments at once, as studies have them: checked, compared with what is there, stored together or not at all. */
@Component
public final class ExperimentBatches {

    private final Definitions definitions;
    private final Admission admission;
    private final ExperimentStore store;
    private final SharedExperiments shared;
    private final SubmitterTurns turns;

    ExperimentBatches(
            Definitions definitions,
            Admission admission,
            ExperimentStore store,
            SharedExperiments shared,
            SubmitterTurns turns) {
        this.definitions = definitions;
        this.admission = admission;
        this.store = store;
        this.shared = shared;
        this.turns = turns;
    }

    /** What checks one definition after the other; throws {@link lab.obscura.engine.settings.SettingsException}. */
    public Function<Map<String, Object>, Resolved> checker() {
        List<Resources> slots = admission.slots();
        return posted -> {
            Resolved resolved = definitions.resolve(posted);
            admission.checkSize(resolved, slots);
            return resolved;
        };
    }

    /** What the checker compares the size of a definition with. */
    public List<Resources> slots() {
        return admission.slots();
    }

    /** How the quotas would stand after a submission; none where there are no accounts. */
    public List<QuotaLine> quotas(Actor submitter, Asked asked) {
        return admission.quotas(submitter, asked);
    }

    /** What tells how long one definition takes. */
    public Function<Resolved, EstimateView> estimator() {
        return definitions.estimator();
    }

    /** By the place of a definition: the states of its seeds, as far as an experiment like it is there. */
    public Map<Integer, Map<Long, RunState>> there(List<Resolved> wanted, Purpose purpose) {
        Map<Integer, Map<Long, RunState>> states = new HashMap<>();
        shared.find(wanted, purpose).forEach((place, existing) -> states.put(place, existing.runs()));
        return states;
    }

    /** Stores what is not there yet, and what else belongs to it, in one transaction. */
    public List<Placed> share(Actor submitter, List<Order> orders, Consumer<List<Placed>> along) {
        return turns.inTurn(submitter, () -> store.share(submitter, orders, along));
    }

    /** Queues the seeds that experiments lack, and stores what else belongs to it, in one transaction. */
    public List<RunId> grow(Actor submitter, Map<ExperimentId, Resolved> wanted, Consumer<List<RunId>> along) {
        return turns.inTurn(submitter, () -> store.grow(submitter, wanted, along));
    }

    /** An order without an idempotency key of its own: the study has one. */
    public static Order order(Map<String, Object> posted, Actor submitter, Resolved resolved) {
        return new Order(Submission.of(posted, submitter, ""), resolved);
    }
}
