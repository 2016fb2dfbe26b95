package lab.obscura.keeping;

import java.util.Locale;
import lab.obscura.platform.web.ApiClient;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Posts studies of small experiments, and writes what a worker would have found out. */
public final class FinishedRuns {

    private static final String STUDIES = "/api/v1/studies";

    /** Every study has data of its own limit, so that it shares experiments only with its like. */
    private static int limit = 2_000;

    private final ApiClient api;
    private final JdbcClient jdbc;

    public FinishedRuns(ApiClient api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
    }

    /** Two cells with two seeds each, which no study before has. */
    public JsonNode study(String name, String submitter) {
        limit++;
        return again(name, submitter, "\"1-2\"");
    }

    /** The cells of the last study once more, under another name and with these seeds. */
    JsonNode again(String name, String submitter, String seeds) {
        String body = String.format(Locale.ROOT, """
                {"name": "%s", "seeds": %s,
                 "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                          "defense": [{"part": "gaussian-noise"}]},
                 "axes": [{"path": "/defense/0/standardDeviation", "values": [0.1, 0.2]}]}
                """, name, seeds, limit);
        var answer = api.post(STUDIES, body, "X-Submitter", submitter);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return answer.json();
    }

    /** Lets a run succeed: two rebuilt images of 100 bytes, a preview of 50, an encoder of 1000, a curve. */
    public void succeed(String run) {
        state(run, "SUCCEEDED");
        execute(
                "insert into outcomes (run_id, timings, provenance, thumbnail, encoder) values (cast(:run as uuid), '{}',"
                        + " '{}', decode(repeat('00', 50), 'hex'), decode(repeat('00', 1000), 'hex'))",
                run);
        execute("insert into run_metrics (run_id, metric, value) values (cast(:run as uuid), 'accuracy', 0.9)", run);
        execute(
                "insert into curve_points (run_id, series, step, value) values (cast(:run as uuid), 'loss', 1, 0.5)",
                run);
        execute(
                "insert into attack_results (run_id, slug, number, attack, settings, knowledge, evaluated) values"
                        + " (cast(:run as uuid), 'decoder', 0, 'decoder', '{}', 'train', 2)",
                run);
        execute(
                "insert into attack_metrics (run_id, slug, metric, mean) values (cast(:run as uuid), 'decoder', 'mse', 0.05)",
                run);
        execute(
                "insert into reconstructions (run_id, slug, index, png, scores) select cast(:run as uuid), 'decoder', i,"
                        + " decode(repeat('00', 100), 'hex'), '{}' from generate_series(0, 1) as i",
                run);
    }

    public void state(String run, String state) {
        jdbc.sql("update runs set state = :state, finished_at = current_instant() where id = cast(:run as uuid)")
                .param("state", state)
                .param("run", run)
                .update();
    }

    /** The run of a cell. */
    public static String run(JsonNode study, int cell, int seed) {
        return study.at("/cells/" + cell + "/runs/" + seed + "/id").asString();
    }

    public static String experiment(JsonNode study, int cell) {
        return study.at("/cells/" + cell + "/experiment").asString();
    }

    /** Rows of a table that name the run or are it. */
    public long rows(String table, String run) {
        String column = table.equals("runs") ? "id" : "run_id";
        return jdbc.sql("select count(*) from " + table + " where " + column + " = cast(:run as uuid)")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    private void execute(String sql, String run) {
        jdbc.sql(sql).param("run", run).update();
    }
}
