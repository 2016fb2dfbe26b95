package lab.obscura.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.export.LatexStructure;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Paper tables over HTTP and in the database: posted, found in what was computed, completed, exported. */
@ServiceTest
class TablePostgresTest {

    private static final String TABLES = "/api/v1/tables";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;

    /** Every test has a table and data of its own. */
    private static int number = 1000;

    TablePostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        number++;
    }

    @Test
    void theTablesOfTheProgramAreListedWithHowFarTheyAre() {
        JsonNode tables = api.get(TABLES).json().get("tables");

        assertThat(tables.at("/0/id").asString()).isEqualTo("cem-gains");
        assertThat(tables.at("/1/scales").toString()).isEqualTo("[\"paper\",\"mini\"]");
        assertThat(tables.at("/1/progress/mini/succeeded").asInt()).isZero();
        JsonNode proposal = api.get(TABLES + "/proposal").json();
        assertThat(proposal.get("scale").asString()).isEqualTo("paper");
        assertThat(proposal.at("/rows/1/cells/1/published/text").asString()).isEqualTo("0.0473");
        assertThat(proposal.at("/rows/1/cells/1/verdict").asString()).isEqualTo("not-run");
        assertThat(proposal.at("/rows/1/missing").asString()).contains("cifar10");
    }

    @Test
    void aTableIsFoundInRunsThatAreThereWhoeverQueuedThem() {
        String id = post("mini");
        String study = study("[1, 2, 3]");
        succeed(study, "noise", "accuracy", "0.80, 0.81, 0.82", "mse", "0.020, 0.021, 0.022");
        succeed(study, "both", "accuracy", "0.70, 0.71, 0.72", "mse", "0.030, 0.031, 0.033");

        JsonNode table = api.get(TABLES + "/" + id).json();

        assertThat(table.at("/progress/runs").asInt()).isEqualTo(6);
        assertThat(table.at("/progress/succeeded").asInt()).isEqualTo(6);
        assertThat(table.at("/rows/0/cells/0/measured/mean").asDouble()).isCloseTo(0.81, within(1e-9));
        assertThat(table.at("/rows/0/cells/0/measured/n").asInt()).isEqualTo(3);
        assertThat(table.at("/rows/0/cells/0/published/low").asDouble()).isEqualTo(0.852);
        assertThat(verdicts(table))
                .isEqualTo("order-kept,order-kept,null|order-kept,order-kept,order-kept|method-missing,null,null");
        assertThat(table.at("/rows/1/cells/2/measured/mean").asDouble()).isCloseTo(0.4921, within(1e-3));
        assertThat(table.at("/rows/1/experiment").asString()).isNotBlank();
        assertThat(table.at("/rows/2/missing").asString()).isEqualTo("There is no such part");
    }

    @Test
    void theListSaysOfEachTableHowFarItIs() {
        String id = post("mini");
        String study = study("[1, 2]");
        succeed(study, "noise", "accuracy", "0.80", "mse", "0.020");
        fail(study, "both", 1);

        JsonNode entry = api.get(TABLES)
                .json()
                .get("tables")
                .valueStream()
                .filter(table -> table.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(entry.at("/progress/mini").toString())
                .isEqualTo("{\"runs\":6,\"succeeded\":1,\"moving\":2,\"ended\":1}");
        assertThat(api.get(TABLES + "/" + id).json().get("progress")).isEqualTo(entry.at("/progress/mini"));
    }

    @Test
    void aRunWhoseNumbersStandInATableIsNotDeletedBeforeTheTable() {
        String id = post("mini");
        String study = study("[1, 2, 3]");
        succeed(study, "noise", "accuracy", "0.80, 0.81, 0.82", "mse", "0.020, 0.021, 0.022");
        String run = jdbc.sql("""
                        select r.id from runs r join study_runs s on s.run_id = r.id
                         where s.study_id = cast(:study as uuid) and r.state = 'SUCCEEDED' limit 1
                        """).param("study", study).query(String.class).single();

        Answer refused = api.send("DELETE", "/api/v1/runs/" + run, BodyPublishers.noBody());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("table " + id).contains("Archive it instead");

        api.send("DELETE", TABLES + "/" + id, BodyPublishers.noBody());
        assertThat(api.send("DELETE", "/api/v1/runs/" + run, BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void atTheScaleOfThePaperValuesAreCompared() {
        String id = post("paper");
        String study = study("[1, 2, 3]");
        succeed(study, "noise", "accuracy", "0.850, 0.851, 0.852", "mse", "0.010, 0.011, 0.012");
        succeed(study, "both", "accuracy", "0.70, 0.71, 0.72", "mse", "0.030, 0.040, 0.055");

        assertThat(verdicts(api.get(TABLES + "/" + id).json()))
                .isEqualTo("inside,worse,null|worse,undecided,better|method-missing,null,null");
    }

    @Test
    void anInadequateAttackDecidesNothing() {
        String id = post("paper");
        String study = study("[1, 2, 3]");
        succeed(study, "noise", "accuracy", "0.850, 0.851, 0.852", "mse", "0.030, 0.0301, 0.0302");
        jdbc.sql("""
                        update attack_results set adequacy = '{"verdict": "INADEQUATE", "reasons": ["too small"], "notes": []}'
                         where run_id in (select run_id from study_runs where study_id = cast(:study as uuid))
                        """).param("study", study).update();

        JsonNode table = api.get(TABLES + "/" + id).json();

        assertThat(verdicts(table)).startsWith("inside,undecided,null|");
        assertThat(table.at("/rows/0/cells/1/reason").asString()).isEqualTo("attacker inadequate: too small");
    }

    @Test
    void reproduceQueuesWhatIsMissingAndNothingElse() {
        String id = post("mini");
        String first = study("[1, 2]");
        succeed(first, "noise", "accuracy", "0.80, 0.81", "mse", "0.020, 0.021");
        fail(first, "both", 1);
        long before = runs();

        Answer look = api.post(TABLES + "/" + id + "/missing?dryRun=true", "");
        long after = runs();
        Answer queued = api.post(TABLES + "/" + id + "/missing", "", "X-Submitter", "bob");

        assertThat(look.status()).as(look.text()).isEqualTo(200);
        assertThat(look.json().get("computed").asInt()).isEqualTo(2);
        assertThat(look.json().get("queued").asInt()).isEqualTo(2); // seed 3 of both rows
        assertThat(look.json().get("ended").asInt()).isEqualTo(1);
        assertThat(look.json().get("hours").asDouble()).isPositive();
        assertThat(after).isEqualTo(before);
        assertThat(queued.status()).as(queued.text()).isEqualTo(201);
        assertThat(queued.header("Location")).contains("/api/v1/studies/" + queued.at("/study"));
        assertThat(runs()).isEqualTo(before + 2);
        JsonNode table = api.get(TABLES + "/" + id).json();
        assertThat(table.at("/progress/succeeded").asInt()).isEqualTo(2);
        assertThat(table.at("/progress/moving").asInt()).isEqualTo(4); // the failed one waits again
        assertThat(table.at("/progress/ended").asInt()).isZero();
        assertThat(api.post(TABLES + "/" + id + "/missing", "").status()).isEqualTo(204);
        assertThat(api.post(TABLES + "/" + id + "/missing?dryRun=true", "").status())
                .isEqualTo(204);
        assertThat(runs()).isEqualTo(before + 2);
    }

    @Test
    void aTableIsExportedInEveryFormat() throws Exception {
        String id = post("mini");
        succeed(study("[1, 2, 3]"), "noise", "accuracy", "0.80, 0.81, 0.82", "mse", "0.020, 0.021, 0.022");
        String path = TABLES + "/" + id + "/export.";

        String tex = api.get(path + "tex?scale=mini").text();
        String csv = api.get(path + "csv").text();

        LatexStructure.compile(tex);
        assertThat(tex)
                .contains("Accuracy, published & Accuracy $\\uparrow$ & Verdict", "Published: A paper, Table 1.");
        assertThat(csv.lines()).hasSize(1 + 3 * 3);
        assertThat(csv)
                .contains(
                        "\"mini\",\"Noise\",\"Gaussian noise (standard deviation 0.025)\",\"mse\",\"mse\",\"0.03\",0.03,0.03,0.02");
        assertThat(api.get(path + "md").text()).contains("| Noise | 3 | 85.2 | 81.0 ± 2.5 | undecided |");
        assertThat(api.get(path + "json").json().get("rows")).hasSize(3);
        assertThat(api.get(path + "bib").text()).contains("{xia-et-al-2025,");
    }

    @Test
    void aPostedTableHasAnIdOfItsOwnAndCanBeDeleted() {
        String id = post("mini");

        assertThat(api.post(TABLES, body(id, "mini")).status()).isEqualTo(409);
        assertThat(api.post(TABLES, body("proposal", "mini")).status()).isEqualTo(409);
        assertThat(delete("/proposal").status()).isEqualTo(409);
        assertThat(delete("/" + id).status()).isEqualTo(204);
        assertThat(delete("/" + id).at("/type")).isEqualTo("/errors/unknown-table");
        assertThat(api.get(TABLES + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(TABLES + "/proposal?scale=tiny").at("/fields/0/path"))
                .isEqualTo("scale");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            "title": "T"              | "titel": "T"                        | titel
            "id": "ID"                | "id": "My Table"                    | id
            "link": "https://a.org"   | "link": "javascript:alert(1)"       | link
            "divisor": 100            | "divisor": 0                        | columns[0]
            "tolerance": 0.015        | "relativeTolerance": "much"         | columns[0].relativeTolerance
            "metric": "mse"           | "metric": "lpips"                   | columns[1].better
            "attack": 0               | "attack": 7                         | columns
            "accuracy": 85.2          | "accurcy": 85.2                     | rows[0].published.accurcy
            "accuracy": 85.2          | "accuracy": {"low": 2, "high": 1}   | rows[0].published.accuracy
            "over": "Noise"           | "over": "Nose"                      | rows[1].over
            "label": "Noise"          | "label": "Noise + CEM"              | rows[1].label
            "components": 2           | "components": 0                     | rows[1].set
            "/defense"                | "defense"                           | rows[0].set
            "epochs": 2               | "epochs": 0                         | scales.mini.base.training.epochs
            "seeds": [1, 2, 3]        | "seeds": []                         | scales.mini.seeds
            "seeds": [1, 2, 3]        | "seeds": [1, 1]                     | scales.mini.seeds[1]
            "mini"                    | "huge"                              | scales.huge
            """)
    void aMistakeIsNamedByItsField(String right, String wrong, String path) {
        Answer answer = api.post(
                TABLES,
                body("ID", "mini")
                        .replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))
                        .replace("\"ID\"", "\"t" + number + "\""));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/invalid-settings");
        assertThat(paths(answer)).as(answer.text()).contains(path);
    }

    private Answer delete(String path) {
        return api.send("DELETE", TABLES + path, BodyPublishers.noBody());
    }

    private static List<String> paths(Answer answer) {
        return answer.json()
                .get("fields")
                .valueStream()
                .map(field -> field.get("path").asString())
                .toList();
    }

    private static String verdicts(JsonNode table) {
        return table.get("rows")
                .valueStream()
                .map(row -> row.get("cells")
                        .valueStream()
                        .map(cell -> cell.get("verdict").isNull()
                                ? "null"
                                : cell.get("verdict").asString())
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    private String post(String scale) {
        Answer answer = api.post(TABLES, body("t" + number, scale), "X-Submitter", "ada");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).contains(TABLES + "/t" + number);
        return answer.at("/id");
    }

    private static final String BASE = """
            {"dataset": {"id": "shapes", "trainLimit": LIMIT, "testLimit": 200},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
             "training": {"epochs": 2, "batchSize": 40},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 2, "batchSize": 40}]}""";
    private static final String NOISE = "[{\"part\": \"gaussian-noise\"}]";
    private static final String BOTH =
            "[{\"part\": \"gaussian-noise\"}, {\"part\": \"conditional-entropy\", \"components\": 2}]";

    private static final String SLUG = new DefinitionReader()
            .read(DefinitionReader.posted(
                    JsonText.object(BASE.replace("LIMIT", "400").getBytes(StandardCharsets.UTF_8))))
            .attacks()
            .get(0)
            .slug();

    private static String body(String id, String scale) {
        return """
                {"id": "%s", "title": "T", "source": "A paper, Table 1", "link": "https://a.org",
                 "columns": [
                   {"id": "accuracy", "title": "Accuracy", "metric": "accuracy", "divisor": 100, "tolerance": 0.015},
                   {"id": "mse", "title": "MSE", "metric": "mse", "attack": 0, "tolerance": 0.01},
                   {"id": "gain", "title": "Gain", "metric": "mse", "attack": 0, "gain": true, "divisor": 100, "tolerance": 0.05}],
                 "scales": {"%s": {"base": %s, "seeds": [1, 2, 3]}},
                 "rows": [
                   {"label": "Noise", "set": {"/defense": %s}, "published": {"accuracy": 85.2, "mse": 0.03}},
                   {"label": "Noise + CEM", "set": {"/defense": %s}, "over": "Noise",
                    "published": {"accuracy": 80.1, "mse": 0.04, "gain": {"low": 12.9, "high": 48.2}}},
                   {"label": "Another", "missing": "There is no such part", "published": {"accuracy": 80}}]}
                """.formatted(id, scale, BASE.replace("LIMIT", "" + number), NOISE, BOTH);
    }

    /** The same rows as a study. */
    private String study(String seeds) {
        Answer answer = api.post(
                "/api/v1/studies",
                """
                {"name": "s", "seeds": %s, "base": %s, "axes": [{"name": "defense", "values": [
                  {"label": "noise", "set": {"/defense": %s}}, {"label": "both", "set": {"/defense": %s}}]}]}
                """.formatted(seeds, BASE.replace("LIMIT", "" + number), NOISE, BOTH),
                "X-Submitter",
                "ada");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/id");
    }

    private void succeed(String study, String label, String network, String ofNetwork, String metric, String ofAttack) {
        List<String> runs = runs(study, label);
        String[] first = ofNetwork.split(", ");
        String[] second = ofAttack.split(", ");
        for (int i = 0; i < first.length; i++) {
            String run = runs.get(i);
            Stream.of(
                            "insert into outcomes (run_id, timings, provenance, thumbnail, encoder) values (:run, '{}', '{}', '', '')",
                            "insert into run_metrics values (:run, '" + network + "', " + first[i] + ")",
                            "insert into attack_results (run_id, slug, number, attack, knowledge, settings, evaluated)"
                                    + " values (:run, '" + SLUG + "', 0, 'decoder', 'train', '{}', 2)",
                            "insert into attack_metrics (run_id, slug, metric, mean) values (:run, '" + SLUG + "', '"
                                    + metric + "', " + second[i] + ")",
                            "update runs set state = 'SUCCEEDED', progress = 1, attempt = 1, started_at = current_instant(),"
                                    + " finished_at = current_instant() where id = :run")
                    .forEach(sql -> jdbc.sql(sql.replace(":run", "cast('" + run + "' as uuid)"))
                            .update());
        }
    }

    private void fail(String study, String label, int seed) {
        jdbc.sql("update runs set state = 'FAILED', finished_at = current_instant() where id = cast(:run as uuid)")
                .param("run", runs(study, label).get(seed - 1))
                .update();
    }

    private List<String> runs(String study, String label) {
        return jdbc.sql("""
                        select r.id from study_cells c join runs r on r.experiment_id = c.experiment_id
                         where c.study_id = cast(:study as uuid) and c.labels -> 0 ->> 1 = :label order by r.seed
                        """)
                .param("study", study)
                .param("label", label)
                .query(String.class)
                .list();
    }

    private long runs() {
        return jdbc.sql("select count(*) from runs").query(Long.class).single();
    }
}
