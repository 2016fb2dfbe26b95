package lab.obscura.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import lab.obscura.engine.files.FileHash;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.remote.NotAdmitted;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.execution.remote.ServiceRefusal;
import lab.obscura.execution.remote.WorkerCalls;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Heartbeat;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunState;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a worker over HTTP says and hears, call by call. */
class RemoteCallsPostgresTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final JournalBatch LINE =
            new JournalBatch(1, List.of(), List.of(new JournalBatch.Point("loss", 1, 2.5)), "training", "", 0.5, 0);

    private static QueueFixture queue;
    private static RemoteService service;

    private QueueLink link;

    @BeforeAll
    static void startService(@TempDir Path home) {
        queue = new QueueFixture();
        service = RemoteService.on(queue.database, home);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @BeforeEach
    void clean() {
        queue.jdbc.sql("truncate experiments, runs cascade").update();
        link = service.link();
    }

    private Claim claimed() {
        queue.submit("ada", 0);
        WorkerInfo worker = queue.worker("far");
        link.register(worker, List.of(), WorkerInfo.Prospect.ENDLESS);
        return link.claim(worker, LEASE, WorkerInfo.Prospect.ENDLESS).orElseThrow();
    }

    @Test
    void aClaimIsTheOneOfTheDatabase() {
        Claim claim = claimed();

        assertThat(queue.state(claim.run())).isEqualTo(RunState.RUNNING);
        assertThat(claim.fence()).isEqualTo(1);
        assertThat(link.heartbeat(claim, LEASE)).isEqualTo(Heartbeat.CONTINUES);
        assertThat(link.append(claim, LINE)).isEqualTo(Written.STORED);
        assertThat(link.curves(claim.run()).get("loss")).hasSize(1);
        assertThat(link.states(List.of(claim.run()))).containsEntry(claim.run(), RunState.RUNNING);
    }

    @Test
    void aStaleFenceWritesNothing() {
        Claim first = claimed();
        queue.leases.interrupted(first, "lost");
        Claim second = link.claim(queue.worker("other"), LEASE, WorkerInfo.Prospect.ENDLESS)
                .orElseThrow();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(link.heartbeat(first, LEASE)).isEqualTo(Heartbeat.LOST);
        assertThat(link.append(first, LINE)).isEqualTo(Written.NOT_OWNER);
        assertThat(link.end(first, AttemptEnding.failed("late"))).isEqualTo(Written.NOT_OWNER);
        assertThat(queue.state(first.run())).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aLeaseHasBounds() {
        Claim claim = claimed();

        assertThatThrownBy(() -> link.heartbeat(claim, Duration.ofDays(365)))
                .isInstanceOf(ServiceRefusal.class)
                .hasMessageContaining("lease")
                .hasMessageContaining("3600");
    }

    @Test
    void aFileComesWholeOrIsRefused(@TempDir Path here) throws IOException {
        byte[] content = new byte[(3 << 20) + 17];
        new Random(1).nextBytes(content);
        Path file = Files.write(here.resolve("file"), content);
        ServiceClient client = service.client();
        Claim claim = claimed();
        var held = WorkerCalls.Held.of(claim);

        UUID upload = client.upload(file);
        var damaged =
                new WorkerCalls.Succeed(held, new WorkerCalls.UploadedFile(upload, content.length, "0".repeat(64)));
        UUID again = client.upload(file);
        var noArchive = new WorkerCalls.Succeed(
                held, new WorkerCalls.UploadedFile(again, content.length, FileHash.sha256(file)));

        assertThatThrownBy(() -> client.call("succeed", damaged, WorkerCalls.Answered.class))
                .isInstanceOf(ServiceRefusal.class)
                .hasMessageContaining("sha256");
        assertThatThrownBy(() -> client.call("succeed", noArchive, WorkerCalls.Answered.class))
                .isInstanceOf(ServiceRefusal.class)
                .hasMessageContaining("the outcome");
        assertThatThrownBy(() -> client.call("succeed", noArchive, WorkerCalls.Answered.class))
                .isInstanceOf(ServiceRefusal.class)
                .hasMessageContaining("There is no upload");
        assertThat(queue.state(claim.run())).isEqualTo(RunState.RUNNING);
    }

    @Test
    void whatIsLongerThanACallMayBeComesAllTheSame() {
        Claim claim = claimed();
        List<JournalBatch.Event> lines = IntStream.range(0, 1000)
                .mapToObj(line -> new JournalBatch.Event("log", Map.of("line", line + "x".repeat(4000))))
                .toList();
        byte[] picture = new byte[3 << 20];
        new Random(2).nextBytes(picture);

        var batch = new JournalBatch(1000, lines, List.of(), "training", "", 0.5, 0);
        Written written = link.append(claim, batch);
        Written again = link.append(claim, batch);
        Written shown = link.show(claim, new InterimPicture("decoder-a", "epoch 1", picture));

        assertThat(written).isEqualTo(Written.STORED);
        assertThat(again).isEqualTo(Written.STORED);
        assertThat(queue.journal.log(claim.run())).hasSize(1000);
        assertThat(shown).isEqualTo(Written.STORED);
        assertThat(queue.jdbc
                        .sql("select octet_length(picture) from interim_pictures")
                        .query(Integer.class)
                        .single())
                .isEqualTo(picture.length);
    }

    @Test
    void aWorkerOfAnotherVersionIsNotAdmitted() {
        QueueLink other = new RemoteLink(new ServiceClient(service.address(), () -> "", "0.1.0"));

        assertThatThrownBy(() -> other.register(queue.worker("old"), List.of(), WorkerInfo.Prospect.ENDLESS))
                .isInstanceOf(NotAdmitted.class)
                .hasMessageContaining("0.1.0")
                .hasMessageContaining(ProgramVersion.text());
        assertThat(other.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("0.1.0"));
    }

    @Test
    void aServiceThatIsAwayIsAnOutage() {
        var nowhere = new RemoteLink(new ServiceClient(URI.create("http://localhost:9"), () -> "", "x"));

        assertThatThrownBy(() -> nowhere.states(List.of(queue.submit("ada", 0))))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("http://localhost:9");
    }

    @Test
    void whatIsNoCallIsRefusedWithWords() {
        assertThatThrownBy(() -> service.client().call("claim", List.of(1), WorkerCalls.Asked.class))
                .isInstanceOf(ServiceRefusal.class)
                .hasMessageContaining("no call of a worker");
    }
}
