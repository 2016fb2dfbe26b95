package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lab.obscura.account.Actor;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.LogLine;
import lab.obscura.queue.journal.StoredEvent;
import lab.obscura.queue.workers.WorkerView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesPostgresTest {

    private QueueFixture fixture;
    private WorkerInfo worker;

    @BeforeEach
    void newQueue() {
        fixture = new QueueFixture();
        fixture.stopClock();
        worker = fixture.worker("alpha");
    }

    @Test
    void theSubmitterWithFewestRunningRunsComesFirst() {
        RunId hers = fixture.submit("ada", 0);
        fixture.submit("ada", 100);
        RunId his = fixture.submit("bob", 0);

        fixture.claim(worker);

        assertThat(fixture.claim(worker).run()).isEqualTo(his);
        assertThat(fixture.claim(worker).run()).isEqualTo(hers);
    }

    @Test
    void ofOneSubmitterPriorityAndThenAgeDecide() {
        RunId old = fixture.submit("ada", 0);
        RunId young = fixture.submit("ada", 0);
        RunId urgent = fixture.submit("ada", 0);
        fixture.queue.prioritize(urgent, 5);

        assertThat(List.of(
                        fixture.claim(worker).run(),
                        fixture.claim(worker).run(),
                        fixture.claim(worker).run()))
                .containsExactly(urgent, old, young);
        assertThat(fixture.leases.claim(worker, QueueFixture.LEASE)).isEmpty();
    }

    @Test
    void whatWasAskedForNextComesBeforeTheOthersOfItsSubmitterOnly() {
        RunId urgent = fixture.submit("ada", 7);
        RunId old = fixture.submit("ada", 0);
        RunId young = fixture.submit("ada", 0);
        RunId other = fixture.submit("bob", 0);

        assertThat(fixture.queue.next(old, Actor.ANONYMOUS)).isTrue();
        assertThat(fixture.queue.next(young, Actor.ANONYMOUS)).isTrue();

        assertThat(List.of(
                        fixture.claim(worker).run(),
                        fixture.claim(worker).run(),
                        fixture.claim(worker).run(),
                        fixture.claim(worker).run()))
                .containsExactly(young, other, old, urgent);
        assertThat(fixture.queue.next(young, Actor.ANONYMOUS)).isFalse();
    }

    @Test
    void aLongStudyDelaysAnotherPersonByOneRunPerSlot() {
        IntStream.range(0, 50).forEach(run -> fixture.submit("ada", 100));
        Claim running = fixture.claim(worker);
        RunId single = fixture.submit("bob", -100);

        fixture.leases.fail(running, "over");

        assertThat(fixture.claim(worker).run()).isEqualTo(single);
    }

    @Test
    void twoWorkersNeverGetTheSameRun() throws Exception {
        IntStream.range(0, 40).forEach(index -> fixture.submit(index % 2 == 0 ? "ada" : "bob", 0));
        var pool = Executors.newFixedThreadPool(4);
        Callable<List<RunId>> claims = () -> IntStream.range(0, 10)
                .mapToObj(index -> fixture.claim(worker).run())
                .toList();

        List<RunId> claimed = new ArrayList<>();
        for (var future : pool.invokeAll(List.of(claims, claims, claims, claims))) {
            claimed.addAll(future.get());
        }

        pool.shutdown();
        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aDrainingWorkerGetsNothing() {
        fixture.submit();

        fixture.workers.drain(worker.id());

        assertThat(fixture.leases.claim(worker, QueueFixture.LEASE)).isEmpty();
        assertThat(fixture.leases.claim(fixture.worker("beta"), QueueFixture.LEASE))
                .isPresent();
    }

    @Test
    void aClaimPinsAllDataOfItsRun() {
        fixture.submit("ada", 0, "{\"dataset\": {\"id\": \"faces\"}}", "a".repeat(64));
        fixture.jdbc
                .sql("update experiments set other_data_hashes = jsonb_build_object('celebs', repeat('b', 64))")
                .update();

        assertThat(fixture.claim(worker).definition())
                .contains("\"dataHash\": \"" + "a".repeat(64), "\"otherDataHashes\": {\"celebs\": \"" + "b".repeat(64));
    }

    @Test
    void aRunWhoseWorkerDiesIsQueuedAgain() {
        RunId run = fixture.submit();
        Claim claim = fixture.claim(worker);

        fixture.advance(Duration.ofSeconds(31));
        List<RunId> rescued = fixture.leases.rescueExpired(QueueFixture.LEASE);

        assertThat(rescued).containsExactly(run);
        assertThat(fixture.state(run)).isEqualTo(RunState.QUEUED);
        assertThat(fixture.reason(run)).isEqualTo("no sign of worker alpha:1 for 31 s");
        assertThat(fixture.leases.succeed(claim)).isEqualTo(Written.NOT_OWNER);
        assertThat(fixture.leases.heartbeat(claim, QueueFixture.LEASE)).isEqualTo(Heartbeat.LOST);
    }

    @Test
    void aHeartbeatKeepsTheRun() {
        RunId run = fixture.submit();
        Claim claim = fixture.claim(worker);

        fixture.advance(Duration.ofSeconds(29));
        assertThat(fixture.leases.heartbeat(claim, QueueFixture.LEASE)).isEqualTo(Heartbeat.CONTINUES);
        fixture.advance(Duration.ofSeconds(58));

        assertThat(fixture.leases.rescueExpired(QueueFixture.LEASE)).isEmpty();
        assertThat(fixture.state(run)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void theThirdRescueInARowIsTheLast() {
        RunId run = fixture.submit();

        for (int minutes = 1; minutes <= 3; minutes++) {
            fixture.claim(worker);
            fixture.advance(Duration.ofMinutes(minutes));
            fixture.leases.rescueExpired(QueueFixture.LEASE);
        }

        assertThat(fixture.state(run)).isEqualTo(RunState.FAILED);
        assertThat(fixture.reason(run)).startsWith("stopped its worker three times");
    }

    @Test
    void aNewCheckpointForgivesEarlierRescues() {
        RunId run = fixture.submit();

        for (int minutes = 1; minutes <= 3; minutes++) {
            Claim claim = fixture.claim(worker);
            fixture.journal.append(claim, new JournalBatch(1, List.of(), List.of(), "", "", 0, minutes / 10.0));
            fixture.advance(Duration.ofMinutes(minutes));
            fixture.leases.rescueExpired(QueueFixture.LEASE);
        }

        assertThat(fixture.state(run)).isEqualTo(RunState.QUEUED);
    }

    @Test
    void aCheckpointThatGoesNoFurtherForgivesNothing() {
        RunId run = fixture.submit();

        for (int minutes = 1; minutes <= 4; minutes++) {
            Claim claim = fixture.claim(worker);
            fixture.journal.append(claim, new JournalBatch(1, List.of(), List.of(), "", "", 0, 0.25));
            fixture.advance(Duration.ofMinutes(minutes));
            fixture.leases.rescueExpired(QueueFixture.LEASE);
            if (fixture.state(run).isOver()) {
                break;
            }
        }

        assertThat(fixture.state(run)).isEqualTo(RunState.FAILED);
        assertThat(fixture.runs.find(run).orElseThrow().attempt()).isEqualTo(3);
    }

    @Test
    void aCancelledRunWhoseWorkerDiesIsNotQueuedAgain() {
        RunId run = fixture.submit();
        fixture.claim(worker);
        fixture.queue.cancel(run, Actor.ANONYMOUS, "not needed");

        fixture.advance(Duration.ofSeconds(31));
        fixture.leases.rescueExpired(QueueFixture.LEASE);

        assertThat(fixture.state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aRunThatIsGivenBackIsNoRescue() {
        RunId run = fixture.submit();

        assertThat(IntStream.range(0, 4))
                .allSatisfy(time -> assertThat(fixture.leases.giveBack(fixture.claim(worker), "alpha:1 stops"))
                        .isEqualTo(Written.STORED));

        assertThat(fixture.state(run)).isEqualTo(RunState.QUEUED);
    }

    @Test
    void onlyARequestCancelsARun() {
        RunId run = fixture.submit();

        assertThat(fixture.leases.cancelled(fixture.claim(worker), "by itself")).isEqualTo(Written.NOT_OWNER);
        assertThat(fixture.state(run)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aStaleFenceWritesNothing() {
        RunId run = fixture.submit();
        Claim stale = fixture.claim(worker);
        fixture.leases.giveBack(stale, "alpha:1 stops");
        Claim current = fixture.claim(fixture.worker("beta"));
        var batch = new JournalBatch(
                1,
                List.of(new JournalBatch.Event("log", Map.of("line", "hello"))),
                List.of(new JournalBatch.Point("loss", 1, 0.5)),
                "train",
                "epoch 1 of 4",
                0.25,
                0);
        var picture = new InterimPicture("decoder-a", "epoch 1 of 4", new byte[] {1});

        assertThat(fixture.journal.append(stale, batch)).isEqualTo(Written.NOT_OWNER);
        assertThat(fixture.journal.show(stale, picture)).isEqualTo(Written.NOT_OWNER);
        assertThat(fixture.leases.fail(stale, "stale")).isEqualTo(Written.NOT_OWNER);
        assertThat(fixture.journal.log(run)).isEmpty();

        assertThat(fixture.journal.append(current, batch)).isEqualTo(Written.STORED);
        assertThat(fixture.journal.show(current, picture)).isEqualTo(Written.STORED);
        assertThat(fixture.journal.log(run)).extracting(LogLine::line).containsExactly("hello");
        assertThat(fixture.runs.find(run).orElseThrow().progress()).isEqualTo(0.25);
        assertThat(fixture.journal.after(run, 0, 100))
                .extracting(StoredEvent::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aWorkerShowsWhatItHolds() {
        RunId run = fixture.submit();
        fixture.claim(worker);

        WorkerView view = fixture.workers.all().get(0);

        assertThat(view.info()).isEqualTo(worker);
        assertThat(view.runs()).containsExactly(run);
        fixture.advance(Duration.ofHours(2));
        fixture.workers.forget();
        assertThat(fixture.workers.all()).hasSize(1);
    }
}
