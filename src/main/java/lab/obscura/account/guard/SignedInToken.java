package lab.obscura.account.guard;

import java.util.List;
import lab.obscura.account.SignedIn;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A {@link SignedIn} as Spring Security passes it around. */
final class SignedInToken extends AbstractAuthenticationToken {

    private final transient SignedIn who;

    SignedInToken(SignedIn who) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + who.role().name())));
        this.who = who;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public SignedIn getPrincipal() {
        return who;
    }

    @Override
    public String getName() {
        return who.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedInToken token && token.who.equals(who);
    }

    @Override
    public int hashCode() {
        return who.hashCode();
    }
}
