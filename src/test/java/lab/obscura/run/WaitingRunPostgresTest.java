package lab.obscura.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run that no living worker can take says what it waits for. */
@ServiceTest
class WaitingRunPostgresTest {

    private static final Memory MEMORY = new Memory(1024, 6 * 1024);

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final Workers workers;
    private ApiClient api;

    WaitingRunPostgresTest(@Autowired JdbcClient jdbc, @Autowired Workers workers) {
        this.jdbc = jdbc;
        this.workers = workers;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @AfterEach
    void sendTheWorkersHome() {
        jdbc.sql("delete from workers").update();
    }

    @Test
    void aRunForAGpuWaitsForAWorkerWithOne() {
        String id = queued("torch", "cuda");
        String unknown = reason(id);
        register(Resources.withoutCard(MEMORY, EngineBuild.TORCH_CUDA));
        String without = reason(id);
        String listed = api.get("/api/v1/runs?submitter=waiting&limit=1").at("/runs/0/reason");
        register(Resources.withCard(MEMORY, 24_000, EngineBuild.TORCH_CUDA));
        String with = reason(id);

        assertThat(unknown).isEqualTo("waits for a worker");
        assertThat(without).isEqualTo("waits for a worker with a GPU, built with -Ptorch-cuda");
        assertThat(listed).isEqualTo(without);
        assertThat(with).isEqualTo("waits for a worker");
    }

    @Test
    void aRunThatIsTooLargeForWhoIsLeftSaysHowMuchIsShort() {
        String id = queued("dl4j", "cpu");
        register(Resources.withoutCard(new Memory(64, 6 * 1024), EngineBuild.CPU));
        String waiting = reason(id);
        api.post("/api/v1/runs/" + id + "/cancel", "");
        api.post("/api/v1/runs/" + id + "/retry", "", "X-Submitter", "bob");
        String again = reason(id);

        assertThat(waiting).matches("waits for a larger worker: needs \\d+ MB of heap, the largest worker has 64 MB");
        assertThat(again).isEqualTo("queued again by bob; " + waiting);
    }

    @Test
    void whoIsSilentTakesNothing() {
        String id = queued("torch", "cuda");
        register(Resources.withCard(MEMORY, 24_000, EngineBuild.TORCH_CUDA));
        jdbc.sql("update workers set last_seen_at = current_instant() - interval '2 minutes'")
                .update();
        register(Resources.withoutCard(MEMORY, EngineBuild.CPU));

        assertThat(reason(id)).startsWith("waits for a worker with a GPU");
    }

    @Test
    void theWorkersPageTellsWhatASlotHas() {
        register(Resources.withCard(MEMORY, 24_000, EngineBuild.TORCH_CUDA));

        var worker = api.get("/api/v1/workers");

        assertThat(worker.at("/workers/0/device")).isEqualTo("cuda");
        assertThat(worker.at("/workers/0/engineBuild")).isEqualTo("torch-cuda");
        assertThat(worker.at("/workers/0/heapMegabytes")).isEqualTo("1024");
        assertThat(worker.at("/workers/0/offHeapMegabytes")).isEqualTo("6144");
        assertThat(worker.at("/workers/0/gpuMegabytes")).isEqualTo("24000");
    }

    private String queued(String engine, String device) {
        var answer = api.post("/api/v1/experiments", """
                {"dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                 "seeds": [1], "engine": "%s", "device": "%s"}
                """.formatted(engine, device), "X-Submitter", "waiting");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/runs/0/id");
    }

    private String reason(String id) {
        return api.get("/api/v1/runs/" + id).at("/reason");
    }

    private void register(Resources offers) {
        workers.register(new WorkerInfo(WorkerId.random(), "host", 1, 1, offers, "test"), List.of());
    }
}
