package lab.obscura.account.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.account.Role;
import lab.obscura.account.session.ProvidedIdentity;
import lab.obscura.account.session.SessionService;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.ObscuraProperties.AuthMode;
import lab.obscura.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Leads browsers to the provider and takes back whom it names. What the provider said is looked at once; afterwards a session of ours holds. */
@Component
public final class OidcLogin {

    /** In the address at which a login begins, {@code /oauth2/authorization/oidc}. */
    private static final String ID = "oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcLogin.class);

    private final SessionService sessions;
    private final ObscuraProperties.Oidc settings;
    private final boolean isOn;

    OidcLogin(SessionService sessions, ObscuraProperties properties) {
        this.sessions = sessions;
        this.settings = properties.accounts().oidc();
        this.isOn = properties.auth() == AuthMode.OIDC;
        if (isOn && (settings.issuer().isBlank() || settings.clientId().isBlank())) {
            throw new IllegalArgumentException("obscura.auth=oidc needs obscura.accounts.oidc.issuer and"
                    + " obscura.accounts.oidc.client-id, and mostly client-secret, as the provider gave them");
        }
    }

    /** Adds the login to the chain of browsers, where the mode asks for it. The provider is asked when somebody first logs in. */
    public void addTo(HttpSecurity http) {
        if (isOn) {
            var provider = new SupplierClientRegistrationRepository(
                    () -> new InMemoryClientRegistrationRepository(registration()));
            http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                    .loginPage("/login")
                    .successHandler(this::entered)
                    .failureHandler(OidcLogin::refused));
        }
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope("openid", "profile", "email")
                .build();
    }

    private void entered(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        try {
            sessions.enter(identity((OidcUser) who.getPrincipal()), request, response);
            response.sendRedirect("/");
        } catch (Problem refusal) {
            LOG.warn("event=oidc-login-refused cause=\"{}\"", refusal.getMessage());
            response.sendRedirect("/login?failed=account");
        } finally {
            Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.invalidate());
        }
    }

    private ProvidedIdentity identity(OidcUser user) {
        String name = Stream.of(user.getPreferredUsername(), user.getEmail(), user.getSubject())
                .filter(one -> one != null && !one.isBlank())
                .findFirst()
                .orElse("");
        Optional<Role> role = settings.mapsRoles() ? Optional.of(role(groups(user))) : Optional.empty();
        return new ProvidedIdentity(user.getIssuer() + " " + user.getSubject(), name.toLowerCase(Locale.ROOT), role);
    }

    private List<String> groups(OidcUser user) {
        Object claim = Optional.<Object>ofNullable(user.getClaims().get(settings.groupsClaim()))
                .orElse(List.of());
        return claim instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(claim.toString());
    }

    private Role role(List<String> groups) {
        if (groups.stream().anyMatch(settings.admins()::contains)) {
            return Role.ADMIN;
        }
        return groups.stream().anyMatch(settings.submitters()::contains) ? Role.SUBMITTER : Role.VIEWER;
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        LOG.warn("event=oidc-login-refused cause=\"{}\"", cause.getMessage());
        response.sendRedirect("/login?failed=provider");
    }
}
