package lab.obscura.account.session;

import java.util.Objects;
import java.util.Optional;
import lab.obscura.account.Role;

/** Somebody as a provider of OpenID Connect names them. */
public final class ProvidedIdentity {

    private final String subject;
    private final String name;
    private final Optional<Role> role;

    /**
     * @param subject issuer and its own id, which stay
     * @param name as accounts are named here
     * @param role by groups; empty when groups say nothing here
     */
    public ProvidedIdentity(String subject, String name, Optional<Role> role) {
        this.subject = Objects.requireNonNull(subject, "A provider names its people");
        this.name = Objects.requireNonNull(name, "An account has a name");
        this.role = role;
    }

    String subject() {
        return subject;
    }

    String name() {
        return name;
    }

    Optional<Role> role() {
        return role;
    }
}
