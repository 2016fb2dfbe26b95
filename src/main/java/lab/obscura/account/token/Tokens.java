package lab.obscura.account.token;

import java.util.List;
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

/** Makes, lists and revokes tokens, and says who sent one. */
@Component
public class Tokens {

    /** By which people and scanners of secrets know one. */
    public static final String PREFIX = "obs_";

    private static final int MOST = 50;

    private final TokenStore store;
    private final BootstrapToken bootstrap;
    private final Accounts accounts;
    private final Audit audit;

    Tokens(TokenStore store, BootstrapToken bootstrap, Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.store = store;
        this.bootstrap = bootstrap;
        this.audit = audit;
    }

    /** Who sent this; empty when it is unknown, expired, revoked, or of somebody who is locked. */
    public Optional<SignedIn> find(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] sha256 = LoneSecret.sha256(secret);
        return bootstrap.isThis(sha256) ? Optional.of(BootstrapToken.HOLDER) : store.find(sha256);
    }

    /** Where a token asks for another, the new one may do no more than it. */
    @Transactional
    TokenView.Created create(TokenRequest request, SignedIn who, Audit.Who by) {
        if (!request.forAccount().isEmpty()) {
            return createForWorker(request, who, by);
        }
        if (who.account().isEmpty()) {
            throw new Problem(ErrorType.NOT_ALLOWED, "This token belongs to nobody. Make an account and log in");
        }
        return create(request, UUID.fromString(who.account()), who.role(), by);
    }

    /** People make their own: nobody holds a token in the name of somebody else. */
    private TokenView.Created createForWorker(TokenRequest request, SignedIn who, Audit.Who by) {
        if (who.role() != Role.ADMIN) {
            throw new Problem(ErrorType.NOT_ALLOWED, "Only an admin makes tokens for workers. Leave account out");
        }
        Account worker = accounts.get(request.forAccount());
        if (worker.role() != Role.WORKER) {
            throw Problem.field(
                    "account", "one with the role worker", worker.name(), "People log in and make tokens of their own");
        }
        return create(request, worker.id(), Role.WORKER, by);
    }

    private TokenView.Created create(TokenRequest request, UUID account, Role most, Audit.Who by) {
        if (store.count(account) >= MOST) {
            throw Problem.field("tokens", "at most " + MOST, MOST + " and one more", "Revoke some that nobody uses");
        }
        String secret = PREFIX + LoneSecret.random();
        Role scope = request.checkedScope(most);
        var token = new TokenStore.NewToken(
                UUID.randomUUID(),
                account,
                request.checkedName(),
                LoneSecret.sha256(secret),
                scope,
                request.checkedDays());
        store.insert(token);
        audit.record(by, AuditAction.TOKEN_CREATED, token.name(), scope.word() + ", " + token.days() + " days");
        return new TokenView.Created(token.id(), secret);
    }

    /** Own ones; an admin sees those of all. */
    List<TokenView> of(SignedIn who) {
        return store.of(who.account());
    }

    List<TokenView> all() {
        return store.of("");
    }

    /** Own ones; an admin those of all. */
    @Transactional
    void revoke(UUID id, SignedIn who, Audit.Who by) {
        String name = store.delete(who.role() == Role.ADMIN ? "" : who.account(), id)
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_TOKEN, "You have no token", id.toString(), "GET /api/v1/tokens lists yours"));
        audit.record(by, AuditAction.TOKEN_REVOKED, name, "");
    }
}
