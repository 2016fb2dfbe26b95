package lab.obscura.account.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps accounts. */
@Component
final class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is stored of a new account; the hash is empty unless its origin is local. */
    record NewAccount(String name, String displayName, Role role, Origin origin, String passwordHash) {}

    /** False when the name is taken; nothing is stored then. */
    boolean insert(NewAccount account) {
        return jdbc.sql("""
                        insert into accounts (id, name, display_name, role, origin, password_hash)
                        values (:id, :name, :display, :role, :origin, nullif(:hash, ''))
                            on conflict (name) do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("name", account.name())
                        .param("display", account.displayName())
                        .param("role", account.role().name())
                        .param("origin", account.origin().name())
                        .param("hash", account.passwordHash())
                        .update()
                == 1;
    }

    Optional<Account> find(String name) {
        return jdbc.sql("select * from accounts where name = :name")
                .param("name", name)
                .query(AccountStore::account)
                .optional();
    }

    /** By what a provider calls somebody, which stays when names change. */
    Optional<Account> findBySubject(String subject) {
        return jdbc.sql("select * from accounts where subject = :subject")
                .param("subject", subject)
                .query(AccountStore::account)
                .optional();
    }

    void setSubject(UUID account, String subject) {
        jdbc.sql("update accounts set subject = :subject where id = :id")
                .param("subject", subject)
                .param("id", account)
                .update();
    }

    List<Account> all() {
        return jdbc.sql("select * from accounts order by disabled_at is not null, name")
                .query(AccountStore::account)
                .list();
    }

    /** Of one that may log in; empty when there is none, or nobody knows its password here. */
    Optional<String> passwordHash(String name) {
        return jdbc.sql(
                        "select password_hash from accounts where name = :name and disabled_at is null and password_hash is not null")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    void setPasswordHash(UUID account, String hash) {
        jdbc.sql("update accounts set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", account)
                .update();
    }

    void change(UUID account, String displayName, Role role, boolean isDisabled) {
        jdbc.sql("""
                        update accounts set display_name = :display, role = :role,
                               disabled_at = case when :disabled then coalesce(disabled_at, current_instant()) end
                         where id = :id
                        """)
                .param("display", displayName)
                .param("role", role.name())
                .param("disabled", isDisabled)
                .param("id", account)
                .update();
    }

    int endSessions(UUID account) {
        return jdbc.sql("delete from sessions where account_id = :id")
                .param("id", account)
                .update();
    }

    /** Until the transaction ends nobody else looks whether there is another admin. */
    void waitForOtherChanges() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('accounts', 0))")
                .query()
                .singleRow();
    }

    /** Admins that may log in. */
    int admins() {
        return jdbc.sql("select count(*) from accounts where role = 'ADMIN' and disabled_at is null")
                .query(Integer.class)
                .single();
    }

    /** Gives an account what somebody posted under a name, before there were accounts. */
    int claim(UUID account, String submitter) {
        return jdbc.sql("""
                        with mine as (select :account as id, :submitter as submitter),
                             e as (update experiments set account_id = mine.id from mine
                                    where experiments.submitter = mine.submitter and account_id is null returning 1),
                             r as (update runs set account_id = mine.id from mine
                                    where runs.submitter = mine.submitter and account_id is null returning 1),
                             s as (update studies set account_id = mine.id from mine
                                    where studies.submitter = mine.submitter and account_id is null returning 1),
                             t as (update paper_tables set account_id = mine.id from mine
                                    where paper_tables.submitter = mine.submitter and account_id is null returning 1),
                             u as (update attempt_usage set account_id = mine.id from mine
                                    where attempt_usage.submitter = mine.submitter and account_id is null)
                        select (select count(*) from e) + (select count(*) from r) + (select count(*) from s)
                             + (select count(*) from t)
                        """)
                .param("account", account)
                .param("submitter", submitter)
                .query(Integer.class)
                .single();
    }

    static Account account(ResultSet row, int index) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                Origin.valueOf(row.getString("origin")),
                row.getObject("disabled_at") != null,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
