package lab.obscura.account;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who has proved to be somebody in this request.
 *
 * @param account id; empty for the bootstrap token, which belongs to nobody
 * @param role what the request may do: that of the account, or less by the scope of a token
 * @param session id of the session that proved it; empty for a token
 */
public record SignedIn(String account, String name, Role role, String session) {

    /** Empty also where the service runs without accounts. */
    public static Optional<SignedIn> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    /** Whether requests are guarded at all: whoever is not logged in is somebody then, too. */
    static boolean isAsked() {
        return SecurityContextHolder.getContext().getAuthentication() != null;
    }

    public Actor actor() {
        return new Actor(name, account, role == Role.ADMIN);
    }
}
