package lab.obscura.build.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import lab.obscura.platform.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DatabaseSecretsPostgresTest {

    private static final String RANDOM = "q7Zr2LwX9bTn4KcV1mHs8DfJ6gPy3RaE5uWo0iQ1234";
    private static final String TOKEN = "obs" + "_" + RANDOM.substring(0, 43);
    private static final String HASH = "$argon" + "2id$v=19$m=19456,t=2,p=1$" + RANDOM + "$" + RANDOM;
    private static final String WEBHOOK = "whsec" + "_" + RANDOM.substring(0, 43) + "=";

    private Connection connection;
    private JdbcClient jdbc;

    /** What is planted is never committed: who looks through the databases after all tests must not find it. */
    @BeforeEach
    void begin() throws SQLException {
        connection = TestPostgres.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private UUID account(String displayName) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into accounts (id, name, display_name, role, origin, password_hash)
                        values (:id, 'ada', :display, 'VIEWER', 'LOCAL', :hash)
                        """)
                .param("id", id)
                .param("display", displayName)
                .param("hash", HASH)
                .update();
        return id;
    }

    @Test
    void whatMustBeKeptIsNoFindingInItsOwnColumn() throws SQLException {
        UUID ada = account("Ada");
        jdbc.sql("""
                        insert into notification_destinations (id, account_id, kind, name, target, secret, events)
                        values (:id, :id, 'WEBHOOK', 'x', 'https://a.example', :secret, '{}')
                        """).param("id", ada).param("secret", WEBHOOK).update();

        DatabaseSecrets.Report report = DatabaseSecrets.in(connection);

        assertThat(report.findings()).isEmpty();
        assertThat(report.tables()).isGreaterThan(30);
        assertThat(report.values()).isGreaterThan(5);
    }

    @Test
    void whatStandsAnywhereElseIsFound() throws SQLException {
        UUID ada = account("her hash is " + HASH);
        jdbc.sql(
                        "insert into tokens (id, account_id, name, sha256, scope, expires_at) values (:id, :id, 'x', :bytes, 'VIEWER', now())")
                .param("id", ada)
                .param("bytes", ("not hashed " + TOKEN).getBytes(StandardCharsets.UTF_8))
                .update();
        jdbc.sql("insert into audit (actor, address, action, subject, detail) values ('ada', '', 'x', 'x', :secret)")
                .param("secret", WEBHOOK)
                .update();
        jdbc.sql(
                        "insert into studies (id, name, submitter, posted) values (:id, 'x', 'ada', jsonb_build_object('token', cast(:token as text)))")
                .param("id", ada)
                .param("token", TOKEN)
                .update();

        assertThat(DatabaseSecrets.merged(DatabaseSecrets.in(connection).findings()))
                .contains("accounts.display_name PASSWORD_HASH", "studies.posted TOKEN", "tokens.sha256 TOKEN")
                .anyMatch(found -> found.startsWith("audit") && found.endsWith(".detail WEBHOOK_SECRET"));
    }
}
