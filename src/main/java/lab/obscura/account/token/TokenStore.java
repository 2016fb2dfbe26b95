package lab.obscura.account.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps tokens by their hash. */
@Component
final class TokenStore {

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A token to be stored. */
    record NewToken(UUID id, UUID account, String name, byte[] sha256, Role scope, int days) {}

    void insert(NewToken token) {
        jdbc.sql("""
                        insert into tokens (id, account_id, name, sha256, scope, expires_at)
                        values (:id, :account, :name, :sha, :scope, current_instant() + make_interval(days => :days))
                        """)
                .param("id", token.id())
                .param("account", token.account())
                .param("name", token.name())
                .param("sha", token.sha256())
                .param("scope", token.scope().name())
                .param("days", token.days())
                .update();
    }

    /** Who sent this token, with what both role and scope allow; notes at most once a minute that it was used. */
    Optional<SignedIn> find(byte[] sha256) {
        Optional<SignedIn> found =
                jdbc.sql("""
                        select t.account_id, t.scope, a.name, a.role from tokens t join accounts a on a.id = t.account_id
                         where t.sha256 = :sha and t.expires_at > current_instant() and a.disabled_at is null
                        """).param("sha", sha256).query(TokenStore::signedIn).optional();
        if (found.isPresent()) {
            jdbc.sql("""
                            update tokens set last_used_at = current_instant()
                             where sha256 = :sha
                               and (last_used_at is null or last_used_at < current_instant() - interval '1 minute')
                            """).param("sha", sha256).update();
        }
        return found;
    }

    private static SignedIn signedIn(ResultSet row, int index) throws SQLException {
        Role role = Role.valueOf(row.getString("role"));
        Role scope = Role.valueOf(row.getString("scope"));
        // An account whose role shrank takes its tokens along; one that became another kind of being allows them
        // nothing.
        Role least = role.includes(scope) ? scope : role;
        return new SignedIn(row.getString("account_id"), row.getString("name"), least, "");
    }

    /** Of one account, or of all when it is empty; the newest first. */
    List<TokenView> of(String account) {
        return jdbc.sql("""
                        select t.*, a.name as owner, t.expires_at <= current_instant() as expired
                          from tokens t join accounts a on a.id = t.account_id
                         where :account = '' or cast(t.account_id as text) = :account
                         order by t.created_at desc, t.id
                        """)
                .param("account", account)
                .query((row, index) -> new TokenView(
                        row.getObject("id", UUID.class),
                        row.getString("owner"),
                        row.getString("name"),
                        Role.valueOf(row.getString("scope")).word(),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("expired"),
                        Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    int count(UUID account) {
        return jdbc.sql("select count(*) from tokens where account_id = :account and expires_at > current_instant()")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    /** The name of the token that is gone now; empty when this account has none of this id. An empty account is any. */
    Optional<String> delete(String account, UUID id) {
        return jdbc.sql("""
                        delete from tokens where id = :id and (:account = '' or cast(account_id as text) = :account)
                        returning name
                        """)
                .param("id", id)
                .param("account", account)
                .query(String.class)
                .optional();
    }
}
