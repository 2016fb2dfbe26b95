package lab.obscura.account.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.people.Account;
import lab.obscura.account.people.Accounts;
import lab.obscura.account.people.Origin;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Logs in and out, as browsers do it. */
@Component
public final class SessionService {

    private static final int LONGEST_AGENT = 200;

    private final Sessions sessions;
    private final Accounts accounts;
    private final ProxyPeers proxies;
    private final ObscuraProperties properties;

    SessionService(Sessions sessions, Accounts accounts, ProxyPeers proxies, ObscuraProperties properties) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.proxies = proxies;
        this.properties = properties;
    }

    SessionView view() {
        return view(SignedIn.current());
    }

    private SessionView view(Optional<SignedIn> who) {
        boolean bootstrap = properties.auth().hasAccounts() && !accounts.hasAdmin();
        return SessionView.of(
                properties.auth(), bootstrap, properties.accounts().anonymousRead(), who);
    }

    SessionView login(LoginRequest login, HttpServletRequest request, HttpServletResponse response) {
        var place = new SessionStore.Place(request.getRemoteAddr(), agent(request));
        Optional<String> named = proxies.named(request);
        String secret = named.isPresent()
                ? sessions.open(behindProxy(named.get(), place), place)
                : sessions.login(login.nameOrEmpty(), login.passwordOrEmpty(), place);
        SessionCookies.secret(request).ifPresent(sessions::drop);
        SessionCookies.set(request, response, secret, properties.accounts().longest());
        return view(sessions.find(secret));
    }

    /** Logs in whom a provider has named. */
    public void enter(ProvidedIdentity identity, HttpServletRequest request, HttpServletResponse response) {
        var place = new SessionStore.Place(request.getRemoteAddr(), agent(request));
        var who = new Audit.Who(identity.name(), place.address());
        Account account = accounts.ofProvider(identity.subject(), identity.name(), identity.role(), who);
        checkOpen(account);
        SessionCookies.secret(request).ifPresent(sessions::drop);
        SessionCookies.set(
                request,
                response,
                sessions.open(account, place),
                properties.accounts().longest());
    }

    private static void checkOpen(Account account) {
        if (account.isDisabled()) {
            throw new Problem(
                    ErrorType.WRONG_LOGIN, "The account " + account.name() + " is disabled. An admin can enable it");
        }
    }

    private Account behindProxy(String name, SessionStore.Place place) {
        Account account = accounts.ofProxy(name, new Audit.Who(name, place.address()));
        checkOpen(account);
        return account;
    }

    void logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookies.secret(request)
                .filter(secret -> SignedIn.current().isPresent())
                .ifPresent(secret -> sessions.logout(secret, Audit.Who.of(request)));
        SessionCookies.clear(request, response);
    }

    SessionListView own() {
        return new SessionListView(sessions.of(me()));
    }

    void logoutEverywhere(Audit.Who by) {
        sessions.endAll(me(), by);
    }

    void end(UUID id, Audit.Who by) {
        sessions.end(me(), id, by);
    }

    void changePassword(PasswordRequest passwords, Audit.Who by) {
        if (accounts.get(me().name()).origin() != Origin.LOCAL) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE, "This account has no password here: who logs it in asks for its own");
        }
        sessions.changePassword(me(), passwords.oldOrEmpty(), passwords.passwordOrEmpty(), by);
    }

    /** The bootstrap token belongs to nobody. */
    private static SignedIn me() {
        return SignedIn.current()
                .filter(who -> !who.account().isEmpty())
                .orElseThrow(() -> new Problem(ErrorType.NOT_ALLOWED, "This needs an account. Make one and log in"));
    }

    private static String agent(HttpServletRequest request) {
        String agent = Problem.oneLine(
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse(""));
        return agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }
}
