package lab.obscura.run;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ScoresPostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private ApiClient api;

    ScoresPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void theMostLeakedImagesComeFirstWithThePlacesOfThoseThatHavePictures() {
        RunId run = runs.succeeded(Plan.on("leaks").mse(0.03));
        jdbc.sql("update attack_scores set scores = '{0.05, 0.01, 0.03, 0.02}' where run_id = :run")
                .param("run", run.value())
                .update();

        ApiClient.Answer answer = api.get(scores(run) + "?attack=decoder-res-n0c16-train");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("scores").toString()).isEqualTo("[0.01,0.02,0.03,0.05]");
        assertThat(answer.at("/metric")).isEqualTo("mse");
        assertThat(answer.at("/morePrivate")).isEqualTo("higher");
        assertThat(answer.at("/mean")).isEqualTo("0.0275");
        assertThat(answer.at("/constantGuess")).isEqualTo("0.1");
        assertThat(answer.at("/gallery/0/index")).isEqualTo("1800");
        assertThat(answer.at("/gallery/0/className")).isEqualTo("disc");
        assertThat(answer.at("/gallery/0/place")).isEqualTo("3");
    }

    @Test
    void whereLessIsMorePrivateTheLargestComesFirst() {
        RunId run = runs.succeeded(Plan.on("similar"));
        jdbc.sql("update attack_scores set metric = 'ssim', scores = '{0.2, 0.7, 0.3}' where run_id = :run")
                .param("run", run.value())
                .update();

        ApiClient.Answer answer = api.get(scores(run) + "?metric=ssim");

        assertThat(answer.json().get("scores").toString()).isEqualTo("[0.7,0.3,0.2]");
        assertThat(answer.at("/gallery/0/place")).isEqualTo("2");
    }

    @Test
    void whatIsNotThereIsNamed() {
        RunId done = runs.succeeded(Plan.on("mistakes"));
        RunId waiting = runs.queued(Plan.on("mistakes").seed(2));

        ApiClient.Answer attack = api.get(scores(done) + "?attack=decoder-res-n0c16-tram");
        ApiClient.Answer metric = api.get(scores(done) + "?metric=msee");
        ApiClient.Answer early = api.get(scores(waiting));

        assertThat(attack.status()).isEqualTo(400);
        assertThat(attack.at("/fields/0/path")).isEqualTo("attack");
        assertThat(attack.at("/fields/0/hint")).contains("decoder-res-n0c16-train");
        assertThat(metric.at("/fields/0/path")).isEqualTo("metric");
        assertThat(metric.at("/fields/0/hint")).contains("mse");
        assertThat(early.status()).isEqualTo(404);
        assertThat(early.at("/detail")).contains("QUEUED");
        assertThat(api.get(scores(done) + "?metric=psnr").status()).isEqualTo(404);
    }

    private static String scores(RunId run) {
        return "/api/v1/runs/" + run + "/scores";
    }
}
