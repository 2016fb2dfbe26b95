package lab.obscura.queue;

import static lab.obscura.queue.RunState.CANCELLED;
import static lab.obscura.queue.RunState.CANCELLING;
import static lab.obscura.queue.RunState.FAILED;
import static lab.obscura.queue.RunState.QUEUED;
import static lab.obscura.queue.RunState.RUNNING;
import static lab.obscura.queue.RunState.SUCCEEDED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What may happen to a run, and where that leads from each state. The statements that move runs are made from this, and so are the diagram
 * and what people are told: the state that a statement writes comes from here.
 */
public enum RunMove {
    /** A worker's slot takes it. */
    CLAIM(Map.of(QUEUED, RUNNING)),
    /** Somebody wants it to end. */
    CANCEL(Map.of(QUEUED, CANCELLED, RUNNING, CANCELLING)),
    /** It came to its end, perhaps before it saw the stop request. */
    SUCCEED(Map.of(RUNNING, SUCCEEDED, CANCELLING, SUCCEEDED)),
    /** It would fail again. */
    FAIL(Map.of(RUNNING, FAILED, CANCELLING, FAILED)),
    /** Its process ended because somebody wanted it to. */
    END_CANCELLED(Map.of(CANCELLING, CANCELLED)),
    /** Its worker is lost or ends: rescued, or given back. */
    PUT_BACK(Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
    /** Its worker is lost once too often. */
    GIVE_UP(Map.of(RUNNING, FAILED, CANCELLING, CANCELLED)),
    /** Somebody wants a new attempt of the same run. */
    RETRY(Map.of(FAILED, QUEUED, CANCELLED, QUEUED));

    private final Map<RunState, RunState> moves;

    RunMove(Map<RunState, RunState> moves) {
        this.moves = new EnumMap<>(moves);
    }

    /** The states in which it may happen. */
    public Set<RunState> from() {
        return Set.copyOf(moves.keySet());
    }

    boolean leads(RunState from, RunState to) {
        return to == moves.get(from);
    }

    /** For {@code state in (…)}; literals, because only they let PostgreSQL use an index of some states. */
    String states() {
        return RunState.literals(moves.keySet());
    }

    /** The state afterwards, as an expression of the state before. */
    String after(String before) {
        return new TreeMap<>(moves)
                .entrySet().stream()
                        .map(move -> "when '" + move.getKey() + "' then '" + move.getValue() + "'")
                        .collect(Collectors.joining(" ", "case " + before + " ", " end"));
    }
}
