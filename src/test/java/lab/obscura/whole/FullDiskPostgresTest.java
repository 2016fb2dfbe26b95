package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lab.obscura.FakeService;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with all its files, its PostgreSQL among them, on a real disk that runs full. */
class FullDiskPostgresTest {

    private static final int MEGABYTES = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void aDiskThatRunsFullLosesNothingThatWasAccepted() throws IOException {
        Optional<SmallDisk> mounted = SmallDisk.mountedOn(home, MEGABYTES);
        assumeTrue(
                mounted.isPresent(),
                "This machine allows no mounts; AdmissionPostgresTest shows the same with a number");
        try (SmallDisk disk = mounted.get();
                ServiceProcess service = ServiceProcess.start(home, List.of(FakeService.class.getName()), List.of())) {
            ApiClient api = service.api();
            String running = run(submit(api, "draws on"));
            Patience.until(
                    "its first words",
                    PATIENCE,
                    () -> api.get("/api/v1/runs/" + running + "/log").text().contains("attempt 1"));

            disk.fill(0.04);
            awaitState(api, running, "FAILED");
            Answer refused = submit(api, "is fine");
            disk.fill(0);
            Answer refusedAgain = submit(api, "is fine");
            Answer read = api.get("/api/v1/runs");
            Answer health = api.get("/actuator/health");
            disk.makeSpace();
            Answer accepted = submit(api, "is fine");
            api.post("/api/v1/runs/" + running + "/retry", "");
            Files.write(
                    Files.createDirectories(home.resolve("checkpoints/" + running))
                            .resolve("enough"),
                    new byte[0]);
            awaitState(api, running, "SUCCEEDED");
            awaitState(api, run(accepted), "SUCCEEDED");

            String changes = api.get("/api/v1/runs/" + running).text();
            assertThat(refused.status()).as(refused.text()).isEqualTo(507);
            assertThat(refused.at("/detail")).contains("Nothing was queued: disk full");
            assertThat(refusedAgain.status()).as(refusedAgain.text()).isEqualTo(507);
            assertThat(read.status()).as(read.text()).isEqualTo(200);
            assertThat(health.status()).as(health.text()).isEqualTo(200);
            assertThat(health.at("/components/diskSpace/details/refused")).contains("disk full: ");
            assertThat(changes).contains("disk full: ");
            assertThat(api.get("/api/v1/runs").json().get("runs")).hasSize(2);
            System.out.println("disk full: 2 posts refused, 1 run ended with its reason; with space both went on");
        }
    }

    private static Answer submit(ApiClient api, String name) {
        return api.post("/api/v1/experiments", """
                {"name": "%s", "dataset": {"id": "shapes", "trainLimit": 400}, "network": {"backbone": "cnn-4"}, "seeds": [1]}
                """.formatted(name));
    }

    private static String run(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/runs/0/id");
    }

    private static void awaitState(ApiClient api, String run, String state) {
        Patience.until(
                "the run to be " + state,
                PATIENCE,
                () -> api.get("/api/v1/runs/" + run).at("/state").equals(state));
    }
}
