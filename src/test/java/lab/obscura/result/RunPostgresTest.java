package lab.obscura.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.onnx.OnnxRuntime;
import lab.obscura.engine.run.SmallEncoder;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Leases;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.result.FinishedRuns.Plan;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RunPostgresTest {

    private static final String RUNS = "/api/v1/runs/";

    /** It has never registered, like one that was forgotten. */
    private static final WorkerInfo ALPHA = new WorkerInfo(
            WorkerId.random(),
            "alpha",
            4711,
            1,
            Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU),
            "test");

    @LocalServerPort
    int port;

    private final FinishedRuns runs;
    private final Leases leases;
    private ApiClient api;

    RunPostgresTest(@Autowired JdbcClient jdbc) {
        this.runs = new FinishedRuns(jdbc);
        this.leases = new Leases(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aListIsReadPageByPage() {
        var submitted = new ArrayList<String>();
        for (int seed = 0; seed < 5; seed++) {
            submitted.add(0, runs.queued(Plan.on("pages").seed(seed)).toString());
        }

        JsonNode first = api.get("/api/v1/runs?dataset=pages&limit=3").json();
        JsonNode second = api.get("/api/v1/runs?dataset=pages&limit=3&after="
                        + first.get("next").asString())
                .json();

        assertThat(first.get("runs").findValuesAsString("id")).containsExactlyElementsOf(submitted.subList(0, 3));
        assertThat(second.get("runs").findValuesAsString("id")).containsExactlyElementsOf(submitted.subList(3, 5));
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aWaitingRunCanBePutFirstAndNoOther() {
        String waiting = runs.queued(Plan.on("next")).toString();
        String done = runs.succeeded(Plan.on("next")).toString();

        var first = api.post(RUNS + waiting + "/next", "");
        var refused = api.post(RUNS + done + "/next", "");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.at("/state")).isEqualTo("QUEUED");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail")).contains("this one is SUCCEEDED");
    }

    @Test
    void everyFilterFindsItsRuns() {
        runs.queued(Plan.on("filters"));
        String defended =
                runs.succeeded(Plan.on("filters").part("gaussian-noise")).toString();

        assertThat(List.of(
                        "state=SUCCEEDED",
                        "part=gaussian-noise",
                        "part=gaussian-noise&attack=decoder&submitter=ada&state=SUCCEEDED"))
                .allSatisfy(filter -> {
                    JsonNode found = api.get("/api/v1/runs?dataset=filters&" + filter)
                            .json()
                            .get("runs");
                    assertThat(found.findValuesAsString("id")).as(filter).containsExactly(defended);
                });
        assertThat(api.get("/api/v1/runs?tag=tag%20of%20filters").json().get("runs"))
                .hasSize(2);
        assertThat(api.get("/api/v1/runs?dataset=filters&submitter=bob").json().get("runs"))
                .isEmpty();
    }

    @Test
    void aListShowsWhatARunFoundOut() {
        runs.succeeded(Plan.on("found").part("gaussian-noise").mse(0.04));

        JsonNode row = api.get("/api/v1/runs?dataset=found").json().at("/runs/0");

        assertThat(row.get("accuracy").asDouble()).isEqualTo(0.9);
        assertThat(row.at("/parts/0").asString()).isEqualTo("gaussian-noise");
        assertThat(row.get("defense").asString()).isEqualTo("Gaussian noise (weight 16)");
        assertThat(row.at("/attacks/0/mse").asDouble()).isEqualTo(0.04);
        assertThat(row.at("/attacks/0/metrics/mse").asDouble()).isEqualTo(0.04);
        assertThat(row.at("/attacks/0/metrics").has("mse.cem")).isFalse();
        assertThat(row.at("/attacks/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(row.get("thumbnail").asString()).endsWith("/thumbnail.png");
    }

    @Test
    void aRunSaysEverythingThatIsKnownOfIt() {
        RunId id = runs.succeeded(Plan.on("detail").mse(0.04));

        JsonNode run = api.get(RUNS + id).json();

        assertThat(run.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(run.at("/metrics/edgeParameters").asDouble()).isEqualTo(1234);
        assertThat(run.at("/attacks/0/slug").asString()).isEqualTo("decoder-res-n0c16-train");
        assertThat(run.at("/attacks/0/psnr").asDouble()).isEqualTo(15);
        assertThat(run.at("/attacks/0/metrics/mse.cem").asDouble()).isEqualTo(0.04);
        assertThat(run.at("/attacks/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(run.at("/timings/training").asDouble()).isEqualTo(1.5);
        assertThat(run.at("/provenance/engine").asString()).isEqualTo("a test");
        assertThat(run.at("/warnings/0").asString()).isEqualTo("a part: did not do its work");
        assertThat(run.at("/changes/0/to").asString()).isEqualTo("QUEUED");
        assertThat(run.at("/definition/network/backbone").asString()).isEqualTo("cnn-4");
    }

    @Test
    void aRunThatIsOverStillNamesTheWorkerThatHadItLast() {
        runs.queued(Plan.on("worker"));
        Claim claim = leases.claim(ALPHA, Duration.ofMinutes(1)).orElseThrow();
        leases.fail(claim, "a test");

        JsonNode run = api.get(RUNS + claim.run()).json();

        assertThat(run.get("state").asString()).isEqualTo("FAILED");
        assertThat(run.get("worker").asString()).isEqualTo("alpha:4711");
    }

    @Test
    void latestIsTheRunSubmittedLast() {
        runs.succeeded(Plan.on("latest"));
        RunId last = runs.queued(Plan.on("latest"));

        assertThat(api.get(RUNS + "latest").at("/id")).isEqualTo(last.toString());
    }

    @Test
    void aGalleryNamesEveryPictureAndTheyAreThere() {
        RunId id = runs.succeeded(Plan.on("gallery").mse(0.04));

        JsonNode image = api.get(RUNS + id + "/reconstructions").json().at("/images/0");

        assertThat(image.get("index").asInt()).isEqualTo(1800);
        assertThat(image.get("className").asString()).isEqualTo("disc");
        assertThat(image.at("/attacks/0/mse").asDouble()).isEqualTo(0.04);
        assertThat(image.at("/attacks/0/scores/mse").asDouble()).isEqualTo(0.04);
        assertThat(image.at("/attacks/0").propertyNames()).containsAll(MetricColumns.ids());
        assertThat(api.get(image.get("original").asString()).status()).isEqualTo(200);
        assertThat(api.get(image.at("/attacks/0/image").asString()).status()).isEqualTo(200);
    }

    @Test
    void aPictureIsEnlargedWithoutSmoothing() throws IOException {
        RunId id = runs.succeeded(Plan.on("scale"));

        var answer = api.get(RUNS + id + "/originals/1800.png?scale=4");

        var image = ImageIO.read(new ByteArrayInputStream(answer.response().body()));
        assertThat(image.getWidth()).isEqualTo(8);
        assertThat(image.getRGB(3, 3) & 0xffffff).isEqualTo(0x000000);
        assertThat(image.getRGB(4, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(api.get(RUNS + id + "/originals/first.png").status()).isEqualTo(200);
        assertThat(api.get(RUNS + id + "/originals/1800.png?scale=17").at("/fields/0/path"))
                .isEqualTo("scale");
    }

    @Test
    void aPictureIsNotKeptByBrowsersButNotSentTwiceToPrograms() {
        RunId id = runs.succeeded(Plan.on("caching"));

        var first = api.get(RUNS + id + "/thumbnail.png");
        var again = api.get(
                RUNS + id + "/thumbnail.png",
                "If-None-Match",
                first.header("ETag").orElseThrow());

        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void theEncoderIsHandedOutForAnyOnnxRuntime() {
        RunId run = runs.succeeded(Plan.on("device"));
        float[] black = new float[SmallEncoder.IMAGE.size()];

        Answer answer = api.get(RUNS + run + "/encoder.onnx");

        assertThat(answer.header("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("encoder.onnx"));
        try (var runtime = new OnnxRuntime(answer.response().body())) {
            assertThat(runtime.run(black, 1, 8, 8, 3))
                    .containsExactly(SmallEncoder.feature(black), Offset.offset(1e-5f));
        }
    }

    @Test
    void whatIsNotThereYetSaysWhy() {
        RunId waiting = runs.queued(Plan.on("waiting"));

        assertThat(api.get(RUNS + waiting + "/encoder").at("/type")).isEqualTo("/errors/no-result-yet");
        assertThat(api.get(RUNS + waiting + "/encoder.onnx").at("/type")).isEqualTo("/errors/no-result-yet");
        assertThat(api.get(RUNS + waiting + "/originals/1.png").at("/type")).isEqualTo("/errors/unknown-picture");
        assertThat(api.get(RUNS + waiting + "/reconstructions").json().get("images"))
                .isEmpty();
        assertThat(api.get(RUNS + waiting + "/log").text()).contains("QUEUED: waits for a worker");
    }

    @Test
    void aRunIsEditedUnlessSomebodyWasFaster() {
        RunId id = runs.queued(Plan.on("edit"));
        String read = api.get(RUNS + id).header("ETag").orElseThrow();

        var first = api.patch(RUNS + id, "{\"notes\": \"<b>\\n50 %\", \"tags\": [\"a \\\"b\\\"\"]}", "If-Match", read);
        var second = api.patch(RUNS + id, "{\"priority\": 5}", "If-Match", read);

        assertThat(first.at("/notes")).isEqualTo("<b>\n50 %");
        assertThat(first.at("/tags/0")).isEqualTo("a \"b\"");
        assertThat(second.status()).isEqualTo(412);
        assertThat(api.get(RUNS + id).at("/priority")).isEqualTo("0");
    }

    @Test
    void anEditIsRefusedByTheFieldThatBreaksARule() {
        RunId id = runs.queued(Plan.on("rules"));

        assertThat(api.patch(RUNS + id, "{\"priority\": 101}").at("/fields/0/path"))
                .isEqualTo("priority");
        assertThat(api.patch(RUNS + id, "{\"tags\": [\"a\\nb\"]}").at("/fields/0/path"))
                .isEqualTo("tags[0]");
        assertThat(api.patch(RUNS + id, "{\"notes\": \"\\u0000\"}").at("/fields/0/path"))
                .isEqualTo("notes");
    }

    @Test
    void aWaitingRunIsCancelledAtOnceAndCanBeQueuedAgain() {
        RunId id = runs.queued(Plan.on("cancel"));

        var cancelled = api.post(RUNS + id + "/cancel", "", "X-Submitter", "ada");
        var twice = api.post(RUNS + id + "/cancel", "");
        var queued = api.post(RUNS + id + "/retry", "");

        assertThat(cancelled.at("/state")).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/reason")).isEqualTo("cancelled by ada");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.at("/detail")).contains("QUEUED or RUNNING", "this one is CANCELLED");
        assertThat(queued.at("/state")).isEqualTo("QUEUED");
    }

    @Test
    void theHistoryTellsWhoAskedForWhat() {
        RunId id = runs.queued(Plan.on("history"));

        api.patch(RUNS + id, "{\"priority\": 7, \"notes\": \"look\"}", "X-Submitter", "bob");
        api.post(RUNS + id + "/next", "", "X-Submitter", "zoe");
        api.post(RUNS + id + "/cancel", "", "X-Submitter", "eve");
        api.post(RUNS + id + "/retry", "");
        var run = api.get(RUNS + id);

        assertThat(run.at("/changes/0/actor")).isEqualTo("ada");
        assertThat(run.at("/changes/1/actor")).isEqualTo("bob");
        assertThat(run.at("/changes/1/reason")).isEqualTo("edited: priority 7, notes");
        assertThat(run.at("/changes/1/to")).isEqualTo(run.at("/changes/1/from"));
        assertThat(run.at("/changes/2/actor")).isEqualTo("zoe");
        assertThat(run.at("/changes/3/actor")).isEqualTo("eve");
        assertThat(run.at("/changes/4/actor")).isEqualTo("anonymous");
        assertThat(run.at("/reason")).isEqualTo("queued again on request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancel", "/retry", "/next"})
    void aNameThatIsNoLineIsRefusedWhereverItIsRead(String action) {
        RunId id = runs.queued(Plan.on("names"));

        var refused = api.post(RUNS + id + action, "", "X-Submitter", "a".repeat(101));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/fields/0/path")).isEqualTo("X-Submitter");
        assertThat(refused.at("/fields/0/rule")).isEqualTo("text of at most 100 characters on one line");
    }

    @Test
    void aSucceededRunIsFinal() {
        RunId id = runs.succeeded(Plan.on("final"));

        assertThat(api.post(RUNS + id + "/retry", "").at("/detail")).contains("FAILED or CANCELLED");
        assertThat(api.post(RUNS + id + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void whatCannotBeStoredCannotBeAskedForEither() {
        assertThat(List.of(
                        "/api/v1/runs?tag=%00",
                        "/api/v1/boards/shapes?backbone=%00", RUNS + "latest/reconstructions/a%00b/1.png"))
                .allSatisfy(path -> {
                    var answer = api.get(path);
                    assertThat(answer.status()).as(path + answer.text()).isBetween(400, 404);
                });
    }
}
