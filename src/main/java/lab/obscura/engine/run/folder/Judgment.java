package lab.obscura.engine.run.folder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the errors of a run are worth, judged once all its attacks are scored ({@code docs/metrics.md#is-the-attacker-adequate}).
 *
 * @param standing whether they may be ranked
 * @param reason why not, in a sentence; empty where they may
 * @param attacks slug → whether that attack was strong enough
 */
public record Judgment(Standing standing, String reason, Map<String, Adequacy> attacks) {

    /** Of runs of versions that did not judge. */
    public static final Judgment NONE = new Judgment(Standing.NOT_JUDGED, "", Map.of());

    /** What the attacks of a run allow to say. */
    public enum Standing {
        /** At least one learned decoder is adequate. */
        ADEQUATE,
        /** Attackers that were given enough see no more than a guess: every error of the run counts as the guess's. */
        AT_GUESS,
        INADEQUATE,
        NOT_JUDGED
    }

    public Judgment {
        standing = standing == null ? Standing.NOT_JUDGED : standing;
        reason = reason == null ? "" : reason;
        attacks = attacks == null ? Map.of() : new LinkedHashMap<>(attacks);
    }

    public Adequacy of(String slug) {
        return attacks.getOrDefault(slug, Adequacy.NOT_JUDGED);
    }
}
