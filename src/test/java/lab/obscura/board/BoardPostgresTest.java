package lab.obscura.board;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.StreamSupport;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.export.LatexStructure;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import lab.obscura.result.MetricColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class BoardPostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private ApiClient api;

    BoardPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aRowIsTheMeanOverItsSeedsWithTheInterval() {
        runs.succeeded(Plan.on("means").seed(1).mse(0.02));
        runs.succeeded(Plan.on("means").seed(2).mse(0.04));

        JsonNode rows = api.get("/api/v1/boards/means").json().get("rows");

        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/n").asInt()).isEqualTo(2);
        assertThat(rows.at("/0/mse/mean").asDouble()).isCloseTo(0.03, within(1e-12));
        // t(0.975, 1) = 12.7062; s = 0.0141421; s / sqrt(2) = 0.01
        assertThat(rows.at("/0/mse/interval").asDouble()).isCloseTo(0.127062, within(1e-6));
        assertThat(rows.at("/0/rank").asInt()).isEqualTo(1);
    }

    @Test
    void aRowHasTheMetricsOfTheCatalogInAMapAndFlatForProgramsOfTheFirstVersions() {
        runs.succeeded(Plan.on("columns").seed(1).mse(0.02));
        runs.succeeded(Plan.on("columns").seed(2).mse(0.04));

        JsonNode board = api.get("/api/v1/boards/columns").json();

        assertThat(board.at("/rows/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(board.at("/rows/0/metrics/mse")).isEqualTo(board.at("/rows/0/mse"));
        assertThat(board.at("/rows/0/metrics/mse/low").asDouble()).isCloseTo(0.03 - 0.127062, within(1e-6));
        assertThat(board.at("/rows/0/metrics/mse.cem").isMissingNode()).isTrue();
        assertThat(board.at("/constantGuess/mse").asDouble()).isEqualTo(0.1);
    }

    /** It was scored before the metric was there. */
    @Test
    void aRunWithoutAMetricHasAnEmptyCellEverywhere() {
        RunId run = runs.succeeded(Plan.on("older").seed(1));
        runs.succeeded(Plan.on("older").seed(2));
        jdbc.sql("""
                        delete from attack_metrics where metric = 'ssim' and run_id in
                               (select r.id from runs r join experiments e on e.id = r.experiment_id where e.dataset = 'older')
                        """).update();
        jdbc.sql("""
                        update worst_cases set means = means - 'ssim' where run_id in
                               (select r.id from runs r join experiments e on e.id = r.experiment_id where e.dataset = 'older')
                        """).update();

        JsonNode row = api.get("/api/v1/boards/older").json().at("/rows/0");

        assertThat(row.get("ssim").isNull()).isTrue();
        assertThat(row.get("metrics").has("ssim")).isFalse();
        assertThat(row.get("rank").asInt()).isOne();
        assertThat(api.get("/api/v1/boards/older/export.csv").text()).contains(",15.0,0.0,,,");
        assertThat(api.get("/api/v1/boards/older/export.md").text()).contains("| 15.00 ± 0.00 | – |");
        assertThat(api.get("/api/v1/runs?dataset=older")
                        .json()
                        .at("/runs/0/attacks/0/ssim")
                        .isNull())
                .isTrue();
        assertThat(api.get("/api/v1/runs/" + run).json().at("/attacks/0/ssim").isNull())
                .isTrue();
    }

    @Test
    void anExportHasAColumnForEachMetricOfTheCatalog() throws Exception {
        runs.succeeded(Plan.on("columns-out"));
        String path = "/api/v1/boards/columns-out/export.";

        String pairs = MetricColumns.ids().stream()
                .map(id -> id + "," + id + "Interval")
                .collect(joining(","));
        assertThat(api.get(path + "csv").text()).contains(",accuracyInterval," + pairs + ",edgeParameters,");
        assertThat(api.get(path + "md").text())
                .contains("| Accuracy (%) ↑ | MSE ↑ | PSNR (dB) ↓ | SSIM ↓ |", " | Edge parameters |");
        String tex = api.get(path + "tex").text();
        assertThat(tex)
                .contains(
                        "& Accuracy (\\%) $\\uparrow$ & MSE $\\uparrow$ & PSNR (dB) $\\downarrow$ & SSIM $\\downarrow$ ")
                .contains(
                        "\\caption{columns-out, cnn-4 cut at layer 2; worst case of a white-box attacker who owns: train.}")
                .contains("\\label{tab:board-columns-out}", "n: seeds.");
        LatexStructure.compile(tex);
        assertThat(api.get(path + "json").json().at("/rows/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(api.get(path + "bib").text()).contains("@"); // what the decoder's page cites
    }

    @Test
    void aSeedThatWasRunTwiceIsOneSample() {
        runs.succeeded(Plan.on("twice").seed(1).mse(0.02));
        runs.succeeded(Plan.on("twice").seed(1).mse(0.08));

        JsonNode row = api.get("/api/v1/boards/twice").json().at("/rows/0");

        assertThat(row.get("n").asInt()).isEqualTo(1);
        assertThat(row.at("/mse/mean").asDouble()).isEqualTo(0.08);
        assertThat(row.at("/mse/interval").isNull()).isTrue();
        assertThat(row.get("rank").isNull()).isTrue();
        assertThat(row.get("unranked").asString()).contains("one seed");
    }

    /** What runs left is remembered between boards; what people change, and which runs there are, is not. */
    @Test
    void aBoardSeenBeforeShowsAtOnceWhatHasChanged() {
        RunId first = runs.succeeded(Plan.on("seen-before").seed(1).mse(0.02));
        runs.succeeded(Plan.on("seen-before").seed(2).mse(0.04));
        api.get("/api/v1/boards/seen-before");

        runs.succeeded(Plan.on("seen-before").seed(3).mse(0.06));
        jdbc.sql("update runs set tags = '{marked}' where id = :run")
                .param("run", first.value())
                .update();
        JsonNode grown = api.get("/api/v1/boards/seen-before").json().at("/rows/0");
        jdbc.sql("delete from runs where id = :run").param("run", first.value()).update();
        JsonNode shrunk = api.get("/api/v1/boards/seen-before").json().at("/rows/0");

        assertThat(grown.at("/n").asInt()).isEqualTo(3);
        assertThat(grown.at("/tags").toString()).contains("marked");
        assertThat(grown.at("/mse/mean").asDouble()).isCloseTo(0.04, within(1e-12));
        assertThat(shrunk.at("/n").asInt()).isEqualTo(2);
        assertThat(shrunk.at("/mse/mean").asDouble()).isCloseTo(0.05, within(1e-12));
        assertThat(shrunk.at("/defense").isArray()).isTrue();
        assertThat(shrunk.has("definition")).isFalse();
    }

    @Test
    void theMostPrivateRowIsFirstAndThoseThatCannotBeToldApartShareARank() {
        for (int seed = 1; seed <= 3; seed++) {
            runs.succeeded(Plan.on("ranks").row("weak").seed(seed).mse(0.010 + seed * 1e-5));
            runs.succeeded(Plan.on("ranks").row("strong").seed(seed).mse(0.0500 + seed * 1e-3));
            runs.succeeded(
                    Plan.on("ranks").row("similar").seed(seed).mse(0.0505 + seed * 1e-3 + (seed % 3 - 1) * 1e-3));
        }

        JsonNode rows = api.get("/api/v1/boards/ranks").json().get("rows");

        assertThat(texts(rows, "name")).containsExactly("similar", "strong", "weak");
        assertThat(texts(rows, "rank")).containsExactly("1", "1", "3");
    }

    @Test
    void aBoardShowsTheWorstCaseOfOneAttackerOrOneAttack() {
        runs.succeeded(Plan.on("attacks").row("a").slug("decoder-x-train").mse(0.01));
        runs.succeeded(Plan.on("attacks").row("b").slug("decoder-x-train").mse(0.02));
        runs.succeeded(Plan.on("attacks").row("c").slug("decoder-x-infer").mse(0.09));

        JsonNode usual = api.get("/api/v1/boards/attacks").json();
        JsonNode infer = api.get("/api/v1/boards/attacks?threatModel=black-box&knowledge=infer")
                .json();
        JsonNode other =
                api.get("/api/v1/boards/attacks?attack=decoder-x-infer").json();

        assertThat(usual.get("attack").asString()).isEqualTo("worst-case");
        assertThat(usual.get("threatModel").asString()).isEqualTo("white-box");
        assertThat(usual.get("knowledge").asString()).isEqualTo("train");
        assertThat(infer.get("knowledge").asString()).isEqualTo("infer");
        assertThat(texts(infer.get("rows"), "name")).containsExactly("c");
        assertThat(other.get("threatModel").isNull()).isTrue();
        assertThat(texts(usual.get("rows"), "name")).containsExactly("b", "a");
        assertThat(other.get("knowledge").asString()).isEqualTo("infer");
        assertThat(texts(other.get("rows"), "name")).containsExactly("c");
        assertThat(texts(usual.get("attacks"), "slug")).containsExactly("decoder-x-train", "decoder-x-infer");
    }

    @Test
    void aRowSaysOnceWhatItsRunsWarnOf() {
        RunId first = runs.succeeded(Plan.on("warned").seed(1).mse(0.01));
        RunId second = runs.succeeded(Plan.on("warned").seed(2).mse(0.01));
        warn(first, "[\"attack failed\", \"slots ignore the sample\"]");
        warn(second, "[\"attack failed\"]");

        JsonNode row = api.get("/api/v1/boards/warned").json().at("/rows/0");

        assertThat(StreamSupport.stream(row.get("warnings").spliterator(), false)
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("attack failed", "slots ignore the sample");
    }

    private void warn(RunId run, String warnings) {
        jdbc.sql("update outcomes set warnings = cast(:warnings as jsonb) where run_id = :run")
                .param("warnings", warnings)
                .param("run", run.value())
                .update();
    }

    @Test
    void rowsOnOtherImagesAreShownButNotRanked() {
        for (int seed = 1; seed <= 2; seed++) {
            runs.succeeded(Plan.on("images").row("a").seed(seed).mse(0.01 * seed));
            runs.succeeded(Plan.on("images").row("b").seed(seed).mse(0.01 * seed));
            runs.succeeded(Plan.on("images").row("c").seed(seed).images("others"));
        }

        JsonNode rows = api.get("/api/v1/boards/images").json().get("rows");

        assertThat(rows.at("/2/name").asString()).isEqualTo("c");
        assertThat(rows.at("/2/rank").isNull()).isTrue();
        assertThat(rows.at("/2/unranked").asString()).contains("other images");
    }

    @Test
    void aRowWithAnInadequateAttackerIsShownBelowTheRankedOnesWithTheReason() {
        for (int seed = 1; seed <= 2; seed++) {
            runs.succeeded(Plan.on("weak").row("attacked").seed(seed).mse(0.03 + seed * 1e-3));
            runs.succeeded(
                    Plan.on("weak").row("private at first sight").seed(seed).mse(0.09));
        }
        runs.succeeded(Plan.on("weak")
                .row("private at first sight")
                .seed(2)
                .mse(0.09)
                .inadequate("its mse is 120 % above the linear attacker's"));

        JsonNode rows = api.get("/api/v1/boards/weak").json().get("rows");

        assertThat(texts(rows, "name")).containsExactly("attacked", "private at first sight");
        assertThat(rows.at("/0/rank").asInt()).isOne();
        assertThat(rows.at("/0/adequacy/verdict").asString()).isEqualTo("adequate");
        assertThat(rows.at("/1/rank").isNull()).isTrue();
        assertThat(rows.at("/1/mse/mean").asDouble()).isEqualTo(0.09);
        assertThat(rows.at("/1/unranked").asString())
                .isEqualTo("attacker inadequate: its mse is 120 % above the linear attacker's");
        assertThat(rows.at("/1/adequacy/verdict").asString()).isEqualTo("inadequate");
        assertThat(rows.at("/1/adequacy/reasons/0").asString()).contains("120 %");
        assertThat(rows.at("/1/standing/level").asString()).isEqualTo("inadequate");
    }

    @Test
    void anAdequateAttackOfARunWithoutAnAdequateDecoderIsNotRanked() {
        for (int seed = 1; seed <= 2; seed++) {
            runs.succeeded(Plan.on("floor").seed(seed).standing(Judgment.Standing.INADEQUATE));
        }

        JsonNode row = api.get("/api/v1/boards/floor").json().at("/rows/0");

        assertThat(row.get("rank").isNull()).isTrue();
        assertThat(row.get("unranked").asString()).isEqualTo("because of INADEQUATE");
    }

    @Test
    void aRowAtTheConstantGuessCountsItsErrorAndSharesTheTop() {
        for (int seed = 1; seed <= 3; seed++) {
            var guessing = Plan.on("guess").seed(seed).standing(Judgment.Standing.AT_GUESS);
            runs.succeeded(guessing.row("worse than a guess").mse(0.3 + seed * 1e-3));
            runs.succeeded(guessing.row("like a guess").mse(0.098 + seed * 1e-3));
            runs.succeeded(Plan.on("guess").row("attacked").seed(seed).mse(0.05 + seed * 1e-3));
        }

        JsonNode rows = api.get("/api/v1/boards/guess").json().get("rows");

        assertThat(texts(rows, "rank")).containsExactly("1", "1", "3");
        assertThat(rows.at("/0/mse/mean").asDouble())
                .as("what was measured stays shown")
                .isCloseTo(0.302, within(1e-12));
        assertThat(rows.at("/2/name").asString()).isEqualTo("attacked");
        assertThat(rows.at("/0/standing/level").asString()).isEqualTo("at-guess");
    }

    @Test
    void runsOfVersionsThatDidNotJudgeStayShownWithoutARank() {
        for (int seed = 1; seed <= 2; seed++) {
            runs.succeeded(Plan.on("earlier").seed(seed));
        }
        jdbc.sql("""
                        update outcomes set standing = null, standing_reason = null where run_id in
                               (select r.id from runs r join experiments e on e.id = r.experiment_id where e.dataset = 'earlier')
                        """).update();
        jdbc.sql("""
                        update attack_results set adequacy = null where run_id in
                               (select r.id from runs r join experiments e on e.id = r.experiment_id where e.dataset = 'earlier')
                        """).update();

        jdbc.sql("""
                        delete from worst_cases where run_id in
                               (select r.id from runs r join experiments e on e.id = r.experiment_id where e.dataset = 'earlier')
                        """).update();

        JsonNode row = api.get("/api/v1/boards/earlier").json().at("/rows/0");

        assertThat(row.at("/mse/mean").asDouble()).isEqualTo(0.03);
        assertThat(row.get("rank").isNull()).isTrue();
        assertThat(row.get("unranked").asString()).startsWith("not judged");
        assertThat(row.at("/adequacy/verdict").asString()).isEqualTo("not-judged");
        JsonNode run = api.get("/api/v1/runs/" + row.at("/runs/0").asString()).json();
        assertThat(run.at("/attacks/0/adequacy/verdict").asString()).isEqualTo("not-judged");
        assertThat(run.at("/standing/level").asString()).isEqualTo("not-judged");
    }

    @Test
    void anExportSaysUnderTheTableWhyARowHasNoRank() {
        for (int seed = 1; seed <= 2; seed++) {
            runs.succeeded(Plan.on("notes").row("fine").seed(seed));
            runs.succeeded(Plan.on("notes").row("weak").seed(seed).inadequate("mse 50% above"));
            runs.succeeded(Plan.on("notes").row("weaker").seed(seed).inadequate("mse 50% above"));
            runs.succeeded(Plan.on("notes").row("guess").seed(seed).standing(Judgment.Standing.AT_GUESS));
        }
        String path = "/api/v1/boards/notes/export.";

        assertThat(api.get(path + "csv").text())
                .contains(
                        "rowHash,adequacy,standing,unranked,gain,gainInterval,gainPairs,family,",
                        ",\"adequate\",\"adequate\",\"\",,,,,",
                        ",\"adequate\",\"at-guess\",\"\",,,,,")
                .contains(",\"inadequate\",\"inadequate\",\"attacker inadequate: mse 50% above\"");
        assertThat(api.get(path + "md").text())
                .contains("| fine |", "| guess<sup>1</sup> |", "| weak<sup>2</sup> |", "| weaker<sup>2</sup> |")
                .contains("\n<sup>1</sup> because of AT", "\n<sup>2</sup> attacker inadequate\\: mse 50% above\n");
        assertThat(api.get(path + "tex").text())
                .contains("& fine &", "& weak$^{2}$ &")
                .contains("\\par{\\footnotesize $^{2}$ attacker inadequate", "mse 50\\% above}");
    }

    @Test
    void aBoardCanBeNarrowedDown() {
        runs.succeeded(Plan.on("narrow"));

        assertThat(api.get("/api/v1/boards/narrow?backbone=cnn-4&cutLayer=2")
                        .json()
                        .get("rows"))
                .hasSize(1);
        assertThat(api.get("/api/v1/boards/narrow?backbone=vgg11-bn-sgm").json().get("rows"))
                .isEmpty();
        assertThat(api.get("/api/v1/boards/narrow?cutLayer=3").json().get("rows"))
                .isEmpty();
    }

    @Test
    void anExportQuotesWhatASpreadsheetWouldTakeForAFormula() {
        runs.succeeded(Plan.on("export").named("=1+1, \"quoted\" & 50%"));

        assertThat(api.get("/api/v1/boards/export/export.csv").text()).contains("\"'=1+1, \"\"quoted\"\" & 50%\"");
        assertThat(api.get("/api/v1/boards/export/export.tex").text()).contains("\\& 50\\%", "\\toprule");
        assertThat(api.get("/api/v1/boards/export/export.md").text()).contains("| –", "&amp; 50%");
        assertThat(api.get("/api/v1/boards/export/export.json").json().get("rows"))
                .hasSize(1);
        assertThat(api.get("/api/v1/boards/export/export.xls").status()).isEqualTo(400);
    }

    @Test
    void anEmptyBoardIsNoMistakeButAnUnknownDataSetIs() {
        assertThat(api.get("/api/v1/boards/shapes").status()).isEqualTo(200);

        var unknown = api.get("/api/v1/boards/nothing");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/type")).isEqualTo("/errors/unknown-dataset");
    }

    private static java.util.List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.get(field).asString())
                .toList();
    }
}
