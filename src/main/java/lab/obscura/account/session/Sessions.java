package lab.obscura.account.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.LoneSecret;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.people.Account;
import lab.obscura.account.people.Accounts;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is logged in with a browser. */
@Component
public class Sessions {

    private static final int LONGEST_PASSWORD = 1000;
    private static final int LONGEST_NAME = 64;

    private final SessionStore store;
    private final Accounts accounts;
    private final LoginLimits limits;
    private final Audit audit;

    Sessions(SessionStore store, Accounts accounts, LoginLimits limits, Audit audit) {
        this.store = store;
        this.accounts = accounts;
        this.limits = limits;
        this.audit = audit;
    }

    /** Who has this secret in a cookie. */
    public Optional<SignedIn> find(String secret) {
        return store.find(LoneSecret.sha256(secret));
    }

    /**
     * Logs in with a password. Not in one transaction: a failure is written down and stays.
     *
     * @return the secret of a new session; a cookie from before never becomes one
     * @throws Problem the same for a name that does not exist and a password that is wrong
     */
    String login(String name, String password, SessionStore.Place place) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        // Nobody has these, and nobody shall fill the memory with the names of failures.
        if (password.length() > LONGEST_PASSWORD || key.length() > LONGEST_NAME) {
            throw wrong();
        }
        limits.begin(key, place.address());
        Optional<Account> account = accounts.authenticate(key, password);
        if (account.isEmpty()) {
            String typed = accounts.knows(key) ? key : "(no account)";
            audit.record(new Audit.Who(typed, place.address()), AuditAction.LOGIN_FAILED, "", "");
            throw wrong();
        }
        limits.succeeded(key, place.address());
        return open(account.get(), place);
    }

    private static Problem wrong() {
        return new Problem(
                ErrorType.WRONG_LOGIN,
                "No account has this name with this password. Check both; an admin can give a new one");
    }

    /** Logs in who has proved to be somebody in another way. */
    String open(Account account, SessionStore.Place place) {
        if (account.role() == Role.WORKER) {
            throw new Problem(
                    ErrorType.WRONG_LOGIN,
                    account.name() + " is an account for workers, which do not log in. An admin makes its token: POST"
                            + " /api/v1/tokens with this account");
        }
        String secret = LoneSecret.random();
        store.open(account.id(), LoneSecret.sha256(secret), place);
        audit.record(new Audit.Who(account.name(), place.address()), AuditAction.LOGIN, "", place.agent());
        return secret;
    }

    void logout(String secret, Audit.Who who) {
        store.close(LoneSecret.sha256(secret));
        audit.record(who, AuditAction.LOGOUT, "", "");
    }

    /** Forgets a session without a word: another one takes its place. */
    void drop(String secret) {
        store.close(LoneSecret.sha256(secret));
    }

    List<SessionListView.One> of(SignedIn who) {
        return store.of(who);
    }

    @Transactional
    void end(SignedIn who, UUID id, Audit.Who by) {
        if (!store.close(UUID.fromString(who.account()), id)) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_TOKEN, "You have no session", id.toString(), "GET /api/v1/sessions lists yours");
        }
        audit.record(by, AuditAction.SESSIONS_ENDED, who.name(), "one");
    }

    /** Logs out everywhere. */
    @Transactional
    int endAll(SignedIn who, Audit.Who by) {
        int ended = store.closeAll(who.account(), "");
        audit.record(by, AuditAction.SESSIONS_ENDED, who.name(), "all");
        return ended;
    }

    /** With a new password, whoever knew the old one is out; who changed it stays. */
    @Transactional
    void changePassword(SignedIn who, String old, String next, Audit.Who by) {
        limits.begin(who.name(), by.address());
        accounts.changePassword(who.name(), old, next, by);
        limits.succeeded(who.name(), by.address());
        store.closeAll(who.account(), who.session());
    }

    /** Forgets what is over. */
    public int sweep() {
        return store.sweep();
    }
}
