package lab.obscura.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import lab.obscura.export.LatexStructure;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import lab.obscura.result.MetricColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ComparePostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private ApiClient api;

    ComparePostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void showsWhatDiffersAndTheSamePicturesOfEachRun() {
        RunId plain = runs.succeeded(Plan.on("compare").row("plain"));
        RunId defended = runs.succeeded(Plan.on("compare")
                .row("cem")
                .part("conditional-entropy")
                .mse(0.05)
                .inadequate("too small a decoder"));

        JsonNode comparison =
                api.get("/api/v1/compare?runs=" + plain + "," + defended).json();

        assertThat(comparison.get("differences")).hasSize(1);
        assertThat(comparison.at("/differences/0/path").asString()).isEqualTo("defense[conditional-entropy]");
        assertThat(comparison.at("/differences/0/values/0").isNull()).isTrue();
        assertThat(comparison.at("/differences/0/words/0").asString()).isEqualTo("not there");
        assertThat(comparison.get("sameGallery").asBoolean()).isTrue();
        assertThat(comparison.get("images")).hasSize(2);
        assertThat(comparison.at("/images/0/rebuilt/1/run").asString()).isEqualTo(defended.toString());
        assertThat(comparison.at("/images/0/rebuilt/1/mse").asDouble()).isEqualTo(0.05);
        assertThat(comparison.at("/images/0/rebuilt/1/scores/mse").asDouble()).isEqualTo(0.05);
        assertThat(comparison.at("/images/0/rebuilt/1").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(comparison.at("/runs/1/attacks/0/mse").asDouble()).isEqualTo(0.05);
        assertThat(comparison.at("/runs/1/attacks/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(comparison.get("warnings")).isEmpty();
        assertThat(comparison.at("/runs/0/attacks/0/adequacy/verdict").asString())
                .isEqualTo("adequate");
        assertThat(comparison.at("/runs/1/attacks/0/adequacy/reasons/0").asString())
                .isEqualTo("too small a decoder");
        assertThat(comparison.at("/runs/1/standing/level").asString()).isEqualTo("inadequate");
    }

    @Test
    void aComparisonIsExportedWithItsDifferencesAndATablePerAttack() throws Exception {
        RunId plain = runs.succeeded(Plan.on("compare").row("plain_1"));
        RunId weak = runs.succeeded(Plan.on("compare")
                .row("cem")
                .part("conditional-entropy")
                .mse(0.05)
                .inadequate("too small a decoder"));
        String path = "/api/v1/compare/export.";
        String asked = "?runs=" + plain + "," + weak;

        String markdown = api.get(path + "md" + asked).text();
        String tex = api.get(path + "tex" + asked).text();

        assertThat(markdown)
                .contains("| Setting | plain\\_1 | cem |", "| not there |", "Attack\\: decoder-res-n0c16-train")
                .contains("| cem<sup>1</sup> |", "<sup>1</sup> attacker inadequate\\: too small a decoder")
                .contains("| plain\\_1 | undefended | 1 | 90.00 | 0.03000 |");
        LatexStructure.compile(tex);
        assertThat(api.get(path + "csv" + asked).text().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"inadequate\",0.05,"));
        assertThat(api.get(path + "json" + asked).json().get("runs")).hasSize(2);
        assertThat(api.get(path + "bib" + asked).text()).contains("{xia-et-al-2025,");
        assertThat(api.get(path + "pdf" + asked).at("/fields/0/path")).isEqualTo("format");
    }

    @Test
    void runsOnDifferentImagesHaveNoPicturesInCommon() {
        RunId one = runs.succeeded(Plan.on("compare").images("these"));
        RunId other = runs.succeeded(Plan.on("compare").images("those"));

        JsonNode comparison =
                api.get("/api/v1/compare?runs=" + one + "," + other).json();

        assertThat(comparison.get("sameGallery").asBoolean()).isFalse();
        assertThat(comparison.get("images")).isEmpty();
        assertThat(comparison.at("/warnings/0").asString()).contains("different images");
    }

    @Test
    void aRunWithoutResultsIsComparedByItsDefinition() {
        RunId finished = runs.succeeded(Plan.on("compare"));
        RunId waiting = runs.queued(Plan.on("compare"));

        JsonNode comparison =
                api.get("/api/v1/compare?runs=" + finished + "," + waiting).json();

        assertThat(comparison.at("/runs/1/state").asString()).isEqualTo("QUEUED");
        assertThat(comparison.at("/warnings/0").asString()).contains("no results yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?runs=latest", "?runs=a,b,c,d&experiments=e,f,g"})
    void fewerThanTwoOrMoreThanSixAreRefused(String query) {
        var answer = api.get("/api/v1/compare" + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo("runs");
        assertThat(answer.at("/fields/0/rule")).startsWith("two to six ids");
    }

    @Test
    void anExperimentIsComparedOverAllItsSeedsAndShownByOneThatAllHave() {
        RunId first = runs.succeeded(Plan.on("compare").row("whole a").seed(1).mse(0.02));
        String one =
                joined(first, List.of(runs.succeeded(Plan.on("compare").seed(2).mse(0.04))));
        RunId waiting = runs.queued(Plan.on("compare").row("whole b").seed(1));
        RunId second = runs.succeeded(Plan.on("compare").seed(2).mse(0.05).inadequate("it still learned"));
        String other = joined(waiting, List.of(second));

        JsonNode comparison = api.get("/api/v1/compare?experiments=" + one + "," + other + "&runs=" + first)
                .json();

        assertThat(comparison.get("runs").findValuesAsString("whole")).containsExactly("true", "true", "false");
        assertThat(comparison
                        .get("runs")
                        .valueStream()
                        .map(run -> run.get("seed").asLong()))
                .containsExactly(2L, 2L, 1L);
        JsonNode mse = comparison.at("/runs/0/attacks/0/spreads/mse");
        // t(0.975, 1) = 12.7062, the deviation is 0.02 / √2
        assertThat(mse.get("mean").asDouble()).isCloseTo(0.03, within(1e-12));
        assertThat(mse.get("interval").asDouble()).isCloseTo(0.127062, within(1e-6));
        assertThat(mse.get("n").asInt()).isEqualTo(2);
        assertThat(comparison.at("/runs/1/attacks/0/spreads/mse/n").asInt()).isEqualTo(1);
        assertThat(comparison.at("/runs/1/seeds").findValuesAsString("state")).containsExactly("QUEUED", "SUCCEEDED");
        assertThat(comparison.at("/runs/1/attacks/0/adequacy/verdict").asString())
                .isEqualTo("inadequate");
        assertThat(comparison.at("/runs/2/attacks/0/spreads/mse/interval").isNull())
                .isTrue();
        assertThat(comparison.at("/warnings/0").asString()).contains("1 of 2 seeds have succeeded");
    }

    /** Makes these runs seeds of the experiment of the first. */
    private String joined(RunId first, List<RunId> others) {
        others.forEach(other -> jdbc.sql(
                        "update runs set experiment_id = (select experiment_id from runs where id = :first) where id = :other")
                .param("first", first.value())
                .param("other", other.value())
                .update());
        return jdbc.sql("select experiment_id from runs where id = :first")
                .param("first", first.value())
                .query(UUID.class)
                .single()
                .toString();
    }

    @Test
    void takesTwoToSixRuns() {
        assertThat(api.get("/api/v1/compare?runs=latest").at("/fields/0/path")).isEqualTo("runs");
        assertThat(api.get("/api/v1/compare?runs=a,b,c,d,e,f,g").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/compare?runs=a,b").at("/type")).isEqualTo("/errors/unknown-run");
        assertThat(api.get("/api/v1/compare?experiments=a,b,c,d&runs=a,b,c").at("/fields/0/path"))
                .isEqualTo("runs");
        assertThat(api.get("/api/v1/compare?experiments=a," + UUID.randomUUID()).at("/type"))
                .isEqualTo("/errors/unknown-experiment");
    }
}
