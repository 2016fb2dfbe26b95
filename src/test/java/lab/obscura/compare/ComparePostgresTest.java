package lab.obscura.compare;

import static org.assertj.core.api.Assertions.assertThat;

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
class ComparePostgresTest {

    @LocalServerPort
    int port;

    private final FinishedRuns runs;
    private ApiClient api;

    ComparePostgresTest(@Autowired JdbcClient jdbc) {
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

        assertThat(comparison.at("/differences/0/path").asString()).isEqualTo("defense");
        assertThat(comparison.at("/differences/1/values/1").asString()).isEqualTo("\"conditional-entropy\"");
        assertThat(comparison.at("/differences/1/values/0").isNull()).isTrue();
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

    @Test
    void takesTwoToSixRuns() {
        assertThat(api.get("/api/v1/compare?runs=latest").at("/fields/0/path")).isEqualTo("runs");
        assertThat(api.get("/api/v1/compare?runs=a,b,c,d,e,f,g").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/compare?runs=a,b").at("/type")).isEqualTo("/errors/unknown-run");
    }
}
