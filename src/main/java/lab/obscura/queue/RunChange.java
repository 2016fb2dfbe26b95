package lab.obscura.queue;

import java.time.Instant;
import java.util.Optional;
import lab.obscura.account.Actor;

/**
 * One change of a run: of its state or, where that stays, of what people may edit.
 *
 * @param from the state before; the name of no state (empty) for the first
 * @param actor who asked for it; {@link Actor#SYSTEM} when nobody did
 */
public record RunChange(int number, String from, RunState to, String reason, Actor actor, int attempt, Instant at) {

    /** How the reason of a claim begins; the name of the worker follows. */
    static final String CLAIMED = "runs on ";

    /** The worker whose claim this is. Only the reason keeps its name: a worker that ends is forgotten. */
    public Optional<String> claimedBy() {
        return from.equals(RunState.QUEUED.name()) && to == RunState.RUNNING && reason.startsWith(CLAIMED)
                ? Optional.of(reason.substring(CLAIMED.length()))
                : Optional.empty();
    }
}
