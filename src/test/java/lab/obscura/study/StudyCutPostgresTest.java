package lab.obscura.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.CutConnection;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A study whose connection to the database is cut while it is stored: all of it is there afterwards, or nothing. */
@ServiceTest
class StudyCutPostgresTest {

    private static final String STUDIES = "/api/v1/studies";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final DataSource database;

    StudyCutPostgresTest(@Autowired JdbcClient jdbc, @Autowired DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The table on which the transaction waits when it is cut: before it has stored a thing, in its middle, at its end. */
    @ParameterizedTest
    @ValueSource(strings = {"experiments", "runs", "studies", "study_cells", "study_runs"})
    void aCutLeavesNothingAndTheSameKeyWorksAfterwards(String table) throws SQLException {
        var api = new ApiClient(port);
        String body = study(table, 500 + Math.floorMod(table.hashCode(), 1000));
        long before = stored();
        Answer refused = CutConnection.where(
                database,
                table + " in share row exclusive mode",
                () -> api.post(STUDIES, body, "Idempotency-Key", "cut " + table));
        long afterwards = stored();

        Answer again = api.post(STUDIES, body, "Idempotency-Key", "cut " + table);

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(afterwards).isEqualTo(before);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(stored())
                .isEqualTo(before + 1 + 3 + 3 + 6 + 6); // study, cells, experiments, runs, runs of the study
    }

    @Test
    void theStudyThatWasCutIsNotHalfThere() {
        assertThat(jdbc.sql("""
                        select count(*) from study_cells c
                         where not exists (select 1 from studies s where s.id = c.study_id)
                            or cardinality(c.seeds) <> (select count(*) from runs r where r.experiment_id = c.experiment_id
                                                           and r.seed = any (c.seeds))
                        """).query(Long.class).single()).isZero();
    }

    private static String study(String name, int limit) {
        return """
                {"name": "cut at %s", "seeds": "1-2",
                 "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                          "tags": ["%s"], "defense": [{"part": "gaussian-noise"}]},
                 "axes": [{"path": "/defense/0/standardDeviation", "values": "0.1..0.3 3"}]}
                """.formatted(name, limit, name);
    }

    private long stored() {
        return jdbc.sql(
                        "select (select count(*) from experiments) + (select count(*) from runs) + (select count(*) from studies)"
                                + " + (select count(*) from study_cells) + (select count(*) from study_runs)")
                .query(Long.class)
                .single();
    }
}
