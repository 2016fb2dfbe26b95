package lab.obscura.queue;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a run stands. Where it may go from there, {@link RunMove} says. */
public enum RunState {
    QUEUED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** For {@code state in (…)}: the states in which a run belongs to a worker. */
    public static final String HELD = literals(EnumSet.of(RUNNING, CANCELLING));

    /** For {@code state in (…)}: those in which it {@link #isOver}. */
    public static final String OVER = literals(
            EnumSet.allOf(RunState.class).stream().filter(RunState::isOver).toList());

    /** Whether any {@link RunMove} leads there. */
    public boolean mayBecome(RunState next) {
        return Arrays.stream(RunMove.values()).anyMatch(move -> move.leads(this, next));
    }

    /** Whether nobody works on the run and nobody will, unless a person asks for it. */
    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    static String literals(Collection<RunState> states) {
        return states.stream().sorted().map(state -> "'" + state + "'").collect(Collectors.joining(", "));
    }

    /** The state diagram in Mermaid's language, drawn from the moves. */
    public static String mermaid() {
        StringBuilder diagram = new StringBuilder("stateDiagram-v2\n    [*] --> QUEUED\n");
        for (RunState from : values()) {
            for (RunState to : values()) {
                if (from.mayBecome(to)) {
                    diagram.append(String.format(Locale.ROOT, "    %s --> %s%n", from, to));
                }
            }
        }
        return diagram.append("    SUCCEEDED --> [*]\n").toString();
    }
}
