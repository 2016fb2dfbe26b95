package lab.obscura.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import javax.sql.DataSource;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.CutConnection;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A study whose connection to the database is cut while it is deleted: all of it is there afterwards. */
@ServiceTest
class DeletionCutPostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final DataSource database;

    DeletionCutPostgresTest(@Autowired JdbcClient jdbc, @Autowired DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
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
        Answer refused = CutConnection.where(
                database, table + " in share mode", () -> api.send("DELETE", address, BodyPublishers.noBody()));
        long afterwards = stored();

        Answer again = api.send("DELETE", address, BodyPublishers.noBody());

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(afterwards).isEqualTo(before);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json().get("runs").asInt()).isEqualTo(4);
        assertThat(api.get(address).at("/type")).isEqualTo("/errors/unknown-study");
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
