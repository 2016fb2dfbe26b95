package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service while nobody can reach its database, and after. */
@ServiceTest
@OwnPatience
class DatabaseAwayPostgresTest {

    private static final String TINY =
            "{\"dataset\": {\"id\": \"shapes\", \"trainLimit\": 400}, \"network\": {\"backbone\": \"cnn-4\"}}";

    /**
     * A new session holds a lock on its database until it stands in the list of sessions: one that was let in a moment before the door was closed
     * would not be ended with the others, and answer everything.
     */
    private static final String UNTIL_NOBODY_IS_ON_THE_WAY = """
            do $$ begin
                while exists (select from pg_locks l join pg_database d on l.classid = 'pg_database'::regclass and l.objid = d.oid
                               where d.datname = '%s') loop
                    perform pg_sleep(0.01);
                end loop;
            end $$
            """;

    @LocalServerPort
    int port;

    @Value("${spring.datasource.url}")
    String url;

    @Value("${spring.datasource.username}")
    String user;

    @Value("${spring.datasource.password}")
    String password;

    private ApiClient api;

    @BeforeEach
    void takeAway() throws SQLException {
        api = new ApiClient(port);
        fromOutside("alter database %s allow_connections false");
        fromOutside(UNTIL_NOBODY_IS_ON_THE_WAY);
        fromOutside("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where datname = '%s' and usename = current_user");
    }

    @AfterEach
    void giveBack() throws SQLException {
        fromOutside("alter database %s allow_connections true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/runs/latest", "/api/v1/boards/shapes", "/api/v1/workers"})
    void readingAnswersThatItWillWorkLater(String path) {
        var answer = api.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.at("/type")).isEqualTo("/errors/unavailable");
        assertThat(answer.header("Retry-After")).contains("5");
    }

    @Test
    void submittingAnswersTheSameAndWorksAfterwards() throws SQLException, InterruptedException {
        var away = api.post("/api/v1/experiments", TINY, "Idempotency-Key", "while-away");
        giveBack();
        Thread.sleep(1000
                * Long.parseLong(away.header("Retry-After").orElse("0"))); // the pool rests so long between two tries
        var back = api.post("/api/v1/experiments", TINY, "Idempotency-Key", "while-away");

        assertThat(away.status()).as(away.text()).isEqualTo(503);
        assertThat(back.status()).as(back.text()).isEqualTo(201);
    }

    private void fromOutside(String sql) throws SQLException {
        String name = url.substring(url.lastIndexOf('/') + 1);
        String server = url.substring(0, url.lastIndexOf('/')) + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(name));
        }
    }
}
