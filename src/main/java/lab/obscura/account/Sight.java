package lab.obscura.account;

import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Which experiments and studies a request may see: those of everybody, and the private ones of its account's projects. Every statement that
 * reads for people carries the condition; what it passes over is as if it were not there.
 */
public final class Sight {

    /** The name of the parameter that a statement with the condition takes. */
    public static final String VIEWER = "viewer";

    private static final String EVERYTHING = "*";

    private Sight() {}

    /**
     * The condition, in SQL with the parameter {@link #VIEWER}.
     *
     * @param rows name of the rows of experiments or studies in the statement
     */
    public static String of(String rows) {
        return "(" + rows + ".private_to is null or cast(:viewer as text) = '" + EVERYTHING + "' or exists (select from"
                + " memberships seen where seen.project_id = " + rows
                + ".private_to and cast(seen.account_id as text) = cast(:viewer as text)))";
    }

    /**
     * Reads what everybody may see, where the service itself looks in order to tell everybody. Without accounts that is everything.
     *
     * @param hasAccounts whether the service has accounts
     */
    public static <T> T ofEverybody(boolean hasAccounts, Supplier<T> reading) {
        SecurityContext before = SecurityContextHolder.getContext();
        try {
            SecurityContext nobody = SecurityContextHolder.createEmptyContext();
            if (hasAccounts) {
                nobody.setAuthentication(new AnonymousAuthenticationToken(
                        "obscura", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
            }
            SecurityContextHolder.setContext(nobody);
            return reading.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /**
     * Who looks: an account, nobody (empty), or who sees everything: admins, everybody where there are no accounts, and whatever is no request
     * of anybody, such as a worker.
     */
    public static String viewer() {
        if (!SignedIn.isAsked()) {
            return EVERYTHING;
        }
        return SignedIn.current()
                .map(who -> who.role() == Role.ADMIN ? EVERYTHING : who.account())
                .orElse("");
    }
}
