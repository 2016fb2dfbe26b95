package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.StoredEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuePostgresTest {

    private static final Actor ADA = new Actor("ada");
    private static final Actor BOB = new Actor("bob");

    private QueueFixture fixture;
    private WorkerInfo worker;

    @BeforeEach
    void newQueue() {
        fixture = new QueueFixture();
        worker = fixture.worker("alpha");
    }

    @Test
    void aSubmittedRunWaits() {
        RunId run = fixture.submit();

        Run found = fixture.runs.find(run).orElseThrow();

        assertThat(found.state()).isEqualTo(RunState.QUEUED);
        assertThat(found.tags()).containsExactly("tag \"a\"");
        assertThat(found.times().started()).isEmpty();
        assertThat(fixture.runs.latest()).contains(found);
    }

    @Test
    void everyChangeIsToldOnceAndWithoutGaps() {
        RunId run = fixture.submit();
        Claim claim = fixture.claim(worker);
        fixture.leases.fail(claim, "disk full");
        fixture.queue.retry(run, BOB, "again, please");

        assertThat(fixture.runs.changes(run))
                .extracting(RunChange::number, RunChange::from, RunChange::to, RunChange::reason, RunChange::actor)
                .containsExactly(
                        tuple(1, "", RunState.QUEUED, "waits for a worker", ADA),
                        tuple(2, "QUEUED", RunState.RUNNING, "runs on alpha:1", Actor.SYSTEM),
                        tuple(3, "RUNNING", RunState.FAILED, "disk full", Actor.SYSTEM),
                        tuple(4, "FAILED", RunState.QUEUED, "again, please", BOB));
        assertThat(fixture.journal.after(run, 0, 100))
                .extracting(StoredEvent::number, StoredEvent::kind)
                .containsExactly(tuple(1L, "state"), tuple(2L, "state"), tuple(3L, "state"), tuple(4L, "state"));
    }

    @Test
    void whoCancelsARunningRunIsNotWhoEndsIt() {
        RunId run = fixture.submit();
        Claim claim = fixture.claim(worker);

        fixture.queue.cancel(run, BOB, "not needed");
        fixture.leases.cancelled(claim, "not needed");

        assertThat(fixture.runs.changes(run))
                .extracting(RunChange::to, RunChange::actor)
                .endsWith(tuple(RunState.CANCELLING, BOB), tuple(RunState.CANCELLED, Actor.SYSTEM));
    }

    @Test
    void anEditIsToldInTheHistoryAndLeavesStateAndReason() {
        RunId run = fixture.submit();

        assertThat(fixture.queue.edited(run, BOB, "edited: notes")).isTrue();
        assertThat(fixture.queue.next(run, ADA)).isTrue();

        assertThat(fixture.runs.changes(run))
                .extracting(RunChange::number, RunChange::from, RunChange::to, RunChange::reason, RunChange::actor)
                .endsWith(
                        tuple(2, "QUEUED", RunState.QUEUED, "edited: notes", BOB),
                        tuple(3, "QUEUED", RunState.QUEUED, "put before the others of its submitter", ADA));
        assertThat(fixture.reason(run)).isEqualTo("waits for a worker");
        assertThat(fixture.journal.after(run, 0, 100)).hasSize(1);
        assertThat(fixture.queue.edited(RunId.random(), BOB, "unknown")).isFalse();
    }

    @Test
    void whatTheVersionBeforeWroteIsReadAndFiltered() {
        String old = "a name\nthat no request could bring any more".repeat(9);
        RunId run = fixture.submit(old, 0);
        fixture.jdbc
                .sql("insert into run_changes (run_id, number, from_state, to_state, reason, attempt) "
                        + "values (:run, 2, 'QUEUED', 'CANCELLED', 'by the version before', 0)")
                .param("run", run.value())
                .update();

        assertThat(fixture.runs.find(run).orElseThrow().submitter()).isEqualTo(new Actor(old));
        assertThat(ids(new RunFilter("", "", "", "", old, ""))).containsExactly(run);
        assertThat(fixture.runs.changes(run))
                .extracting(RunChange::actor)
                .containsExactly(new Actor(old), Actor.SYSTEM);
    }

    @Test
    void aWaitingRunIsCancelledAtOnce() {
        RunId run = fixture.submit();

        assertThat(fixture.queue.cancel(run, ADA, "not needed")).contains(RunState.CANCELLED);
        assertThat(fixture.runs.find(run).orElseThrow().times().finished()).isPresent();
    }

    @Test
    void aRunningRunIsCancelledByItsWorker() {
        RunId run = fixture.submit();
        Claim claim = fixture.claim(worker);

        assertThat(fixture.queue.cancel(run, ADA, "not needed")).contains(RunState.CANCELLING);
        assertThat(fixture.leases.heartbeat(claim, QueueFixture.LEASE)).isEqualTo(Heartbeat.CANCEL);
        assertThat(fixture.leases.cancelled(claim, "not needed")).isEqualTo(Written.STORED);
        assertThat(fixture.state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aRunThatIsOverIsNotCancelled() {
        RunId run = fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "broken");

        assertThat(fixture.queue.cancel(run, ADA, "too late")).isEmpty();
        assertThat(fixture.queue.cancel(RunId.random(), ADA, "unknown")).isEmpty();
    }

    @Test
    void aRetryIsANewAttemptOfTheSameRun() {
        RunId run = fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "broken");

        assertThat(fixture.queue.retry(run, ADA, "repaired")).isTrue();
        assertThat(fixture.claim(worker).attempt()).isEqualTo(2);
        assertThat(fixture.queue.retry(run, ADA, "while it runs")).isFalse();
    }

    @Test
    void aPausedQueueGivesNothingOut() {
        fixture.submit();

        fixture.queue.pause("maintenance");

        assertThat(fixture.leases.claim(worker, QueueFixture.LEASE)).isEmpty();
        assertThat(fixture.queue.status().reason()).isEqualTo("maintenance");
        fixture.queue.resume();
        assertThat(fixture.leases.claim(worker, QueueFixture.LEASE)).isPresent();
    }

    @Test
    void listsTheNewestRunsFirstAndFilters() {
        RunId first = fixture.submit("ada", 0, "{\"defense\": [{\"part\": \"gaussian-noise\"}]}");
        RunId second = fixture.submit("bob", 0);
        fixture.queue.tag(second, List.of("demo"));

        assertThat(ids(RunFilter.everything())).containsExactly(second, first);
        assertThat(ids(new RunFilter("", "", "gaussian-noise", "", "", ""))).containsExactly(first);
        assertThat(ids(new RunFilter("", "", "", "decoder", "", ""))).isEmpty();
        assertThat(ids(new RunFilter("QUEUED", "shapes", "", "", "bob", "demo")))
                .containsExactly(second);
        long position = fixture.runs.find(second).orElseThrow().position();
        assertThat(fixture.runs.page(RunFilter.everything(), position, 10))
                .extracting(Run::id)
                .containsExactly(first);
    }

    @Test
    void whatWaitsIsCountedPerSubmitterAndNoFurtherThanAsked() {
        fixture.submit("ada", 0);
        fixture.submit("ada", 0);
        fixture.submit("bob", 0);
        fixture.claim(worker);

        assertThat(fixture.queue.waiting(ADA)).isEqualTo(1);
        assertThat(fixture.queue.waiting(BOB)).isEqualTo(1);
        assertThat(fixture.queue.waiting(new Actor("eve"))).isZero();
    }

    @Test
    void tellsWhichRunsExistAndWhichKeepACheckpoint() {
        RunId done = fixture.submit();
        Claim claim = fixture.claim(worker);
        fixture.journal.append(claim, new JournalBatch(1, List.of(), List.of(), "", "", 0, 0.5));
        fixture.leases.giveBack(claim, "alpha:1 stops");
        RunId fresh = fixture.submit();

        assertThat(fixture.runs.waitingWithCheckpoint()).containsExactly(done);
        assertThat(fixture.runs.states(List.of(done, fresh, RunId.random())))
                .containsOnly(entry(done, RunState.QUEUED), entry(fresh, RunState.QUEUED));
    }

    private List<RunId> ids(RunFilter filter) {
        return fixture.runs.page(filter, Long.MAX_VALUE, 10).stream()
                .map(Run::id)
                .toList();
    }
}
