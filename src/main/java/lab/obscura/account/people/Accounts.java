package lab.obscura.account.people;

import java.util.List;
import java.util.Optional;
import lab.obscura.account.KnownNames;
import lab.obscura.account.LoneSecret;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes accounts; what was done stands in the audit, in the same transaction. */
@Component
public class Accounts implements KnownNames {

    private static final String LIST = "GET /api/v1/accounts lists them";

    private final AccountStore store;
    private final Passwords passwords;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Accounts(AccountStore store, Passwords passwords, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.passwords = passwords;
        this.audit = audit;
        this.events = events;
    }

    /** Somebody may let others in now. */
    public record AdminMade(String name) {}

    List<Account> all() {
        return store.all();
    }

    /** Whether somebody may let others in. */
    public boolean hasAdmin() {
        return store.admins() > 0;
    }

    /** The account, or a problem. */
    public Account get(String name) {
        return store.find(name)
                .orElseThrow(() -> Problem.unknown(ErrorType.UNKNOWN_ACCOUNT, "No account is called", name, LIST));
    }

    @Override
    public Optional<SignedIn> find(String name) {
        return store.find(name)
                .filter(account -> !account.isDisabled())
                .map(account -> new SignedIn(account.id().toString(), account.name(), account.role(), ""));
    }

    /** The account of this name and password; empty, after as much time, when there is none that may log in. */
    public Optional<Account> authenticate(String name, String password) {
        boolean isRight = passwords.matches(password, store.passwordHash(name).orElse(""));
        return isRight ? store.find(name) : Optional.empty();
    }

    /** Whether there is an account of this name, so that what somebody typed may be written down: a slip may be a password. */
    public boolean knows(String name) {
        return store.find(name).isPresent();
    }

    @Transactional
    Account create(AccountRequest posted, Audit.Who who) {
        AccountRequest request = posted.checked();
        var account = new AccountStore.NewAccount(
                request.name(), request.displayName(), request.checkedRole(), Origin.LOCAL, hash(request));
        if (!store.insert(account)) {
            throw Problem.field("name", "a name that is not taken", request.name(), "Choose another; names stay taken");
        }
        audit.record(
                who,
                AuditAction.ACCOUNT_CREATED,
                request.name(),
                "role " + account.role().word());
        tellOfAdmin(account.role(), request.name());
        return get(request.name());
    }

    /** A worker has tokens that an admin makes: a password would open nothing, so it has one that nobody knows. */
    private String hash(AccountRequest request) {
        boolean isNone =
                request.checkedRole() == Role.WORKER && request.password().isEmpty();
        return passwords.hash(
                isNone ? LoneSecret.random() : Passwords.checked("password", request.password(), request.name()));
    }

    private void tellOfAdmin(Role role, String name) {
        if (role == Role.ADMIN) {
            events.publishEvent(new AdminMade(name));
        }
    }

    /** The account of somebody whom a proxy names; made when it is first seen, as a viewer. */
    @Transactional
    public Account ofProxy(String name, Audit.Who who) {
        AccountRequest.checkName(name);
        if (store.insert(new AccountStore.NewAccount(name, "", Role.VIEWER, Origin.PROXY, ""))) {
            audit.record(who, AuditAction.ACCOUNT_CREATED, name, "first seen behind the proxy, role viewer");
        }
        return get(name);
    }

    /**
     * The account of somebody whom a provider of OpenID Connect names; made when it is first seen.
     *
     * @param subject what the provider calls them, for good
     * @param role what their groups say; empty when an admin of this service says it
     */
    @Transactional
    public Account ofProvider(String subject, String name, Optional<Role> role, Audit.Who who) {
        Account account = store.findBySubject(subject).orElseGet(() -> firstSeen(subject, name, who));
        if (role.isEmpty() || role.get() == account.role()) {
            return account;
        }
        store.change(account.id(), account.displayName(), role.get(), account.isDisabled());
        audit.record(
                who,
                AuditAction.ACCOUNT_CHANGED,
                account.name(),
                "role " + role.get().word() + " by its groups");
        tellOfAdmin(role.get(), account.name());
        return get(account.name());
    }

    /** A name that is somebody else's here is not taken over, whatever the provider says. */
    private Account firstSeen(String subject, String name, Audit.Who who) {
        AccountRequest.checkName(name);
        if (!store.insert(new AccountStore.NewAccount(name, "", Role.VIEWER, Origin.OIDC, ""))) {
            throw new Problem(
                    ErrorType.WRONG_LOGIN,
                    "The name " + name + " belongs to another account of this service. Ask an admin");
        }
        Account account = get(name);
        store.setSubject(account.id(), subject);
        audit.record(who, AuditAction.ACCOUNT_CREATED, name, "first seen by OpenID Connect, role viewer");
        return account;
    }

    /** Nobody may take the last admin away: there would be no way back. */
    @Transactional
    Account change(String name, AccountPatch patch, Audit.Who who) {
        store.waitForOtherChanges();
        Account before = get(name);
        Role role = patch.checkedRole(before.role());
        boolean isDisabled = Optional.ofNullable(patch.disabled()).orElse(before.isDisabled());
        boolean wasAdmin = before.role() == Role.ADMIN && !before.isDisabled();
        if (wasAdmin && (isDisabled || role != Role.ADMIN) && store.admins() == 1) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    name + " is the only admin. Make somebody else one first, with PATCH /api/v1/accounts/NAME");
        }
        store.change(before.id(), patch.checkedDisplayName(before.displayName()), role, isDisabled);
        if (patch.password() != null) {
            setPassword(before, patch.password(), who);
        }
        if (isDisabled || patch.password() != null || role == Role.WORKER) {
            store.endSessions(before.id());
        }
        String what = "role " + role.word() + (isDisabled ? ", disabled" : "");
        audit.record(who, AuditAction.ACCOUNT_CHANGED, name, what);
        tellOfAdmin(role, name);
        return get(name);
    }

    /** By somebody who knows the old one. */
    @Transactional
    public void changePassword(String name, String old, String next, Audit.Who who) {
        Account account = authenticate(name, old)
                .orElseThrow(
                        () -> new Problem(ErrorType.WRONG_LOGIN, "The old password is another one. Type it again"));
        setPassword(account, next, who);
    }

    private void setPassword(Account account, String password, Audit.Who who) {
        if (account.origin() != Origin.LOCAL) {
            throw Problem.field("password", "missing: somebody else asks for it", "text", "Leave it out");
        }
        store.setPasswordHash(account.id(), passwords.hash(Passwords.checked("password", password, account.name())));
        audit.record(who, AuditAction.PASSWORD_CHANGED, account.name(), "");
    }

    /** Logs somebody out everywhere. */
    @Transactional
    int endSessions(String name, Audit.Who who) {
        int ended = store.endSessions(get(name).id());
        audit.record(who, AuditAction.SESSIONS_ENDED, name, "all");
        return ended;
    }

    @Transactional
    int claim(String name, String submitter, Audit.Who who) {
        int rows = store.claim(get(name).id(), submitter);
        audit.record(who, AuditAction.ROWS_CLAIMED, name, rows + " rows of the submitter " + submitter);
        return rows;
    }
}
