package lab.obscura.account.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps sessions by the hash of their cookie; a copy of the table opens none. */
@Component
final class SessionStore {

    /** What is over by either limit. */
    private static final String OVER = """
            (s.last_seen_at <= current_instant() - make_interval(secs => :idle)
             or s.created_at <= current_instant() - make_interval(secs => :longest))
            """;

    private final JdbcClient jdbc;
    private final ObscuraProperties.Accounts limits;

    SessionStore(JdbcClient jdbc, ObscuraProperties properties) {
        this.jdbc = jdbc;
        this.limits = properties.accounts();
    }

    /** Where a browser is, as its owner recognizes it. */
    record Place(String address, String agent) {}

    void open(UUID account, byte[] sha256, Place place) {
        jdbc.sql("""
                        insert into sessions (id, account_id, sha256, address, agent)
                        values (:id, :account, :sha, :address, :agent)
                        """)
                .param("id", UUID.randomUUID())
                .param("account", account)
                .param("sha", sha256)
                .param("address", place.address())
                .param("agent", place.agent())
                .update();
    }

    /** Who has this cookie; notes at most once a minute that they were seen. */
    Optional<SignedIn> find(byte[] sha256) {
        Optional<SignedIn> found = jdbc.sql("""
                        select s.id, s.account_id, a.name, a.role from sessions s join accounts a on a.id = s.account_id
                         where s.sha256 = :sha and a.disabled_at is null and not
                        """ + OVER)
                .param("sha", sha256)
                .param("idle", limits.idle().toSeconds())
                .param("longest", limits.longest().toSeconds())
                .query(SessionStore::signedIn)
                .optional();
        if (found.isPresent()) {
            jdbc.sql("""
                            update sessions set last_seen_at = current_instant()
                             where sha256 = :sha and last_seen_at < current_instant() - interval '1 minute'
                            """).param("sha", sha256).update();
        }
        return found;
    }

    private static SignedIn signedIn(ResultSet row, int index) throws SQLException {
        return new SignedIn(
                row.getString("account_id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("id"));
    }

    void close(byte[] sha256) {
        jdbc.sql("delete from sessions where sha256 = :sha")
                .param("sha", sha256)
                .update();
    }

    boolean close(UUID account, UUID id) {
        return jdbc.sql("delete from sessions where account_id = :account and id = :id")
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** All sessions of an account, but for one; an empty id keeps none. */
    int closeAll(String account, String but) {
        return jdbc.sql("delete from sessions where account_id = cast(:account as uuid) and cast(id as text) <> :but")
                .param("account", account)
                .param("but", but)
                .update();
    }

    /** The latest seen first. */
    List<SessionListView.One> of(SignedIn who) {
        return jdbc.sql("select s.* from sessions s where account_id = cast(:account as uuid) and not " + OVER
                        + " order by last_seen_at desc, id")
                .param("account", who.account())
                .param("idle", limits.idle().toSeconds())
                .param("longest", limits.longest().toSeconds())
                .query((row, index) -> new SessionListView.One(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        row.getString("address"),
                        row.getString("agent"),
                        row.getString("id").equals(who.session())))
                .list();
    }

    /** Forgets what is over. */
    int sweep() {
        return jdbc.sql("delete from sessions s where " + OVER)
                .param("idle", limits.idle().toSeconds())
                .param("longest", limits.longest().toSeconds())
                .update();
    }
}
