package lab.obscura.queue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a run stands, and where it may go from there. */
public enum RunState {
    QUEUED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    private static final Map<RunState, Set<RunState>> NEXT = Map.of(
            QUEUED, EnumSet.of(RUNNING, CANCELLED),
            RUNNING, EnumSet.of(SUCCEEDED, FAILED, CANCELLING, QUEUED),
            CANCELLING, EnumSet.of(CANCELLED, SUCCEEDED, FAILED),
            // Retry: a new attempt of the same run.
            FAILED, EnumSet.of(QUEUED),
            CANCELLED, EnumSet.of(QUEUED));

    public boolean mayBecome(RunState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nobody works on the run and nobody will, unless a person asks for it. */
    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** The state diagram in Mermaid's language, drawn from the moves above. */
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
