package lab.obscura.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A study whose connection to the database is cut while it is deleted: all of it is there afterwards. */
@ServiceTest
class DeletionCutPostgresTest {

    @LocalServerPort
    int port;

    @Value("${spring.datasource.url}")
    String url;

    @Value("${spring.datasource.username}")
    String user;

    @Value("${spring.datasource.password}")
    String password;

    private final JdbcClient jdbc;

    DeletionCutPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The table on which the transaction waits when it is cut: in the cascade of the first statement, in its middle, at its end. */
    @ParameterizedTest
    @ValueSource(strings = {"reconstructions", "study_cells", "studies", "experiments"})
    void aCutLeavesEverythingAndTheSameCallWorksAfterwards(String table) throws SQLException {
        var api = new ApiClient(port);
        var runs = new FinishedRuns(api, jdbc);
        JsonNode study = runs.study("cut at " + table, "ada");
        runs.succeed(FinishedRuns.run(study, 0, 0));
        String address = "/api/v1/studies/" + study.get("id").asString();
        long before = stored();
        CompletableFuture<Answer> cut;
        try (var other = DriverManager.getConnection(url, user, password);
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode"); // reading and row locks go on, writing waits
            cut = CompletableFuture.supplyAsync(() -> api.send("DELETE", address, BodyPublishers.noBody()));
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting("count(*)") == 1);
            assertThat(waiting("count(pg_terminate_backend(pid))")).isEqualTo(1);
            other.rollback();
        }
        Answer refused = cut.join();
        long afterwards = stored();

        Answer again = api.send("DELETE", address, BodyPublishers.noBody());

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(afterwards).isEqualTo(before);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json().get("runs").asInt()).isEqualTo(4);
        assertThat(api.get(address).at("/type")).isEqualTo("/errors/unknown-study");
    }

    private long waiting(String what) {
        return jdbc.sql("select " + what + " from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and wait_event = 'relation'")
                .query(Long.class)
                .single();
    }

    private long stored() {
        return jdbc.sql(
                        "select (select count(*) from experiments) + (select count(*) from runs) + (select count(*) from studies)"
                                + " + (select count(*) from study_cells) + (select count(*) from study_runs)"
                                + " + (select count(*) from outcomes) + (select count(*) from reconstructions)")
                .query(Long.class)
                .single();
    }
}
