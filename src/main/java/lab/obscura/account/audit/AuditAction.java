package lab.obscura.account.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.Problem;

/** What the audit keeps. */
public enum AuditAction {
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    SESSIONS_ENDED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    ACCOUNT_CREATED,
    ACCOUNT_CHANGED,
    PASSWORD_CHANGED,
    ROWS_CLAIMED,
    PROJECT_CREATED,
    PROJECT_CHANGED,
    QUOTA_CHANGED,
    PUBLISH,
    WITHDRAW,
    DESTINATION_ADDED,
    DESTINATION_REMOVED,
    DELETE,
    EXPORT,
    PAUSE,
    RESUME,
    DRAIN;

    /** Refuses a filter that finds nothing whatever was done; an empty one is none. */
    static void check(String asked) {
        List<String> words = Stream.of(values()).map(AuditAction::word).toList();
        if (!asked.isEmpty() && !words.contains(asked)) {
            throw Problem.field(
                    "action",
                    "one of " + String.join(", ", words),
                    asked,
                    Nearest.to(asked, words)
                            .map(word -> "Did you mean " + word + "?")
                            .orElse("Leave it out for all"));
        }
    }

    /** As the API spells it, as in {@code token-created}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
