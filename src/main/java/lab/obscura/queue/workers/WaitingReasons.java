package lab.obscura.queue.workers;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Shortfall;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunState;
import org.springframework.stereotype.Component;

/** Why runs are in their state, as people are told: a waiting one that no living worker can take says what it waits for. */
@Component
public final class WaitingReasons {

    private final Workers workers;

    public WaitingReasons(Workers workers) {
        this.workers = workers;
    }

    /** The reason of each of these runs; asks for the workers once, and only if one of the runs waits. */
    public Function<Run, String> of(Collection<Run> runs) {
        boolean oneWaits = runs.stream().anyMatch(run -> run.state() == RunState.QUEUED);
        List<Resources> slots = oneWaits ? workers.claimingSlots() : List.of();
        return run -> reason(run, slots);
    }

    private static String reason(Run run, List<Resources> slots) {
        if (run.state() != RunState.QUEUED) {
            return run.reason();
        }
        String before = run.reason().equals(Queue.WAITS) ? "" : run.reason() + "; ";
        return Shortfall.of(run.needs(), slots)
                .map(shortfall -> before + shortfall.waiting())
                .orElse(run.reason());
    }
}
