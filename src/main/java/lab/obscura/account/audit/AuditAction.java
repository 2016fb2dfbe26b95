package lab.obscura.account.audit;

import java.util.Locale;

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

    /** As the API spells it, as in {@code token-created}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
