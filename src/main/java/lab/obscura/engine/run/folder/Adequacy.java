package lab.obscura.engine.run.folder;

import java.util.List;

/**
 * Whether an attack was strong enough for its error to say something about privacy ({@code docs/metrics.md#is-the-attacker-adequate}).
 *
 * @param reasons why it is inadequate, in words and numbers; empty otherwise
 * @param notes what its judgment could not look at, such as the plateau of a fixed schedule
 */
public record Adequacy(Verdict verdict, List<String> reasons, List<String> notes) {

    /** Of results of versions that did not judge. */
    public static final Adequacy NOT_JUDGED = new Adequacy(Verdict.NOT_JUDGED, List.of(), List.of());

    /** What an attack's error is worth. */
    public enum Verdict {
        ADEQUATE,
        /** It is shown, flagged and not ranked. */
        INADEQUATE,
        NOT_JUDGED
    }

    public Adequacy {
        verdict = verdict == null ? Verdict.NOT_JUDGED : verdict;
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    public boolean isAdequate() {
        return verdict == Verdict.ADEQUATE;
    }
}
