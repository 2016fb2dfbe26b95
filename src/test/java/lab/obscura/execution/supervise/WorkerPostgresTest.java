package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.queue.RunChange;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.journal.StoredEvent;
import lab.obscura.result.CurvePoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPostgresTest {

    @TempDir
    Path home;

    private WorkerFixture worker;

    @BeforeEach
    void start() {
        worker = fixture(home);
        worker.start();
    }

    /** Reaches its queue by PostgreSQL. */
    WorkerFixture fixture(Path home) {
        return new WorkerFixture(home, FakeChild.PROGRAM);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void storesEverythingThatARunFoundOut() {
        RunId run = worker.submit("is fine");

        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).as(worker.queue.reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(worker.results.metrics(run)).containsEntry("accuracy", 0.75);
        assertThat(worker.results.attacks(run)).hasSize(1);
        assertThat(worker.results.scores(run, "decoder-a", "mse").orElseThrow()).containsExactly(0.01, 0.03);
        assertThat(worker.results.gallery(run).get(0).scores().get("decoder-a")).containsEntry("mse", 0.01);
        assertThat(worker.results.original(run, 7)).contains(FakeChild.PNG);
        assertThat(worker.results.reconstruction(run, "decoder-a", 7)).contains(FakeChild.PNG);
        assertThat(worker.results.thumbnail(run)).contains(FakeChild.PNG);
        assertThat(worker.results.encoder(run)).contains(FakeChild.PNG);
        assertThat(worker.results.find(run).orElseThrow().provenance()).containsEntry("engine", "fake");
        assertThat(worker.results.curves(run).get("loss"))
                .containsExactly(new CurvePoint(1, 2.5), new CurvePoint(2, 1.5));
        assertThat(worker.queue.journal.after(run, 0, 100))
                .extracting(StoredEvent::kind)
                .contains("state", "point", "log", "progress");
        worker.await(
                "the removal of its files",
                () -> Files.notExists(home.resolve("attempts/" + run))
                        && Files.notExists(home.resolve("checkpoints/" + run)));
    }

    @Test
    void whatAnAttackShowsMeanwhileIsKeptUntilTheGalleryIsThere() {
        RunId failed = worker.submit("shows pictures and diverges");
        worker.awaitOver(failed);
        List<byte[]> shown = interimPictures(failed);
        RunId succeeded = worker.submit("shows pictures");
        worker.awaitOver(succeeded);

        assertThat(worker.queue.state(failed)).isEqualTo(RunState.FAILED);
        assertThat(shown).containsExactly(FakeChild.PNG);
        assertThat(worker.queue
                        .jdbc
                        .sql("select detail from runs where id = :run")
                        .param("run", failed.value())
                        .query(String.class)
                        .single())
                .isEqualTo("epoch 3 of 24");
        assertThat(worker.queue.state(succeeded)).isEqualTo(RunState.SUCCEEDED);
        assertThat(interimPictures(succeeded)).isEmpty();
    }

    private List<byte[]> interimPictures(RunId run) {
        return worker.queue
                .jdbc
                .sql("select picture from interim_pictures where run_id = :run and attack = 'decoder-a'")
                .param("run", run.value())
                .query((row, index) -> row.getBytes("picture"))
                .list();
    }

    @ParameterizedTest
    @CsvSource({
        "is wrong,           network must be known",
        "diverges,           'epoch 3, iteration 118 (learning rate 0.05)'",
        "runs out of memory, raise obscura.worker.heap",
        "is broken,          Internal error (a bug in Obscura): java.lang.IllegalStateException: index 3"
    })
    void aFailureSaysItsReason(String name, String reason) {
        RunId run = worker.submit(name);

        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(worker.queue.reason(run)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"waits", "is deaf"})
    void aCancelledRunEndsSoon(String name) {
        RunId run = worker.submit(name);
        worker.await("its first curve point", () -> !worker.results.curves(run).isEmpty());

        Instant asked = Instant.now();
        worker.queue.queue.cancel(run, Actor.ANONYMOUS, "not needed");
        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(30)); // promised are five
    }

    @Test
    void aRunWhoseProcessWasKilledGoesOnFromItsCheckpoint() {
        RunId run = worker.submit("dies once");

        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).as(worker.queue.reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(worker.queue.runs.find(run).orElseThrow().attempt()).isEqualTo(2);
        assertThat(worker.queue.runs.changes(run))
                .extracting(RunChange::reason)
                .contains("the attempt's process was killed (signal 9); the machine may have run out of memory");
        assertThat(worker.queue.journal.after(run, 0, 100).stream()
                        .filter(event -> event.kind().equals("point")))
                .hasSize(2);
    }

    @Test
    void aRunThatCrashesThreeTimesFails() {
        RunId run = worker.submit("crashes");

        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(worker.queue.reason(run)).contains("three times", "native code (signal 11)");
    }

    @Test
    void aFullDiskEndsWhatRunsWithItsReasonAndStartsNothingNew() {
        RunId run = worker.submit("waits");
        worker.await("its first curve point", () -> !worker.results.curves(run).isEmpty());

        worker.freeSpace(0.03);
        worker.awaitOver(run);
        RunId next = worker.submit("is fine");

        assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(worker.queue.reason(run)).startsWith("disk full: 3.0 %").contains("Free disk space");
        assertThat(worker.queue.state(next)).isEqualTo(RunState.QUEUED);
        worker.freeSpace(0.5);
        worker.awaitOver(next);
        assertThat(worker.queue.state(next)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void pointsThatADeadWorkerHeardButDidNotStoreAreNotLost() throws IOException {
        RunId run = worker.queue.queueBehindADeadAttempt("{\"name\": \"is fine\"}");
        Path earlier = Files.createDirectories(home.resolve("attempts/" + run + "/1"));
        Files.writeString(earlier.resolve("events.jsonl"), """
                {"kind":"point","series":"loss","step":1.0,"value":2.5}
                {"kind":"point","series":"test.loss","step":1.0,"value":0.5}
                {"kind":"poi""");

        worker.queue.queue.resume();
        worker.awaitOver(run);

        assertThat(worker.results.curves(run).get("test.loss")).containsExactly(new CurvePoint(1, 0.5));
        assertThat(worker.results.curves(run).get("loss"))
                .containsExactly(new CurvePoint(1, 2.5), new CurvePoint(2, 1.5));
    }

    @Test
    void aWorkerThatStopsGivesItsRunBack() {
        RunId run = worker.submit("waits");
        worker.await("its first curve point", () -> !worker.results.curves(run).isEmpty());

        worker.close();

        assertThat(worker.queue.state(run)).isEqualTo(RunState.QUEUED);
        assertThat(worker.queue.reason(run)).isEqualTo("worker alpha:1 is shutting down");
    }

    @Test
    void anAttemptThatLostItsLeaseIsStoppedAndWritesNothing() {
        RunId run = worker.submit("waits");
        worker.await("its first curve point", () -> !worker.results.curves(run).isEmpty());

        worker.queue.pauseAndTakeAway(run);
        worker.await(
                "the end of the process",
                () -> worker.queue.state(run) == RunState.QUEUED
                        && ProcessHandle.current()
                                .children()
                                .noneMatch(child ->
                                        child.info().commandLine().orElse("").contains(run.toString())));

        assertThat(worker.queue.runs.changes(run)).hasSize(3);
    }
}
