package lab.obscura.run.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.result.Results;
import lab.obscura.run.RunReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a run stands, by made queues and a clock that the test sets. */
class LivePostgresTest {

    private QueueFixture queue;
    private LiveRuns live;
    private WorkerInfo worker;

    @BeforeEach
    void open() {
        queue = new QueueFixture();
        live = new LiveRuns(queue.jdbc, new RunReference(queue.runs), new Results(queue.jdbc));
        worker = queue.worker("alpha");
    }

    @Test
    void aWaitingRunKnowsItsPlaceAmongItsOwnAndWhoeverTakesTurns() {
        RunId first = queue.submit("ada", 0);
        RunId second = queue.submit("ada", 0);
        RunId urgent = queue.submit("ada", 5);
        for (int i = 0; i < 4; i++) {
            queue.submit("bob", 0);
        }

        assertThat(place(urgent)).isEqualTo(new LiveView.Place(1, 7));
        assertThat(place(first)).isEqualTo(new LiveView.Place(3, 7)); // behind the urgent one and one of Bob's
        assertThat(place(second)).isEqualTo(new LiveView.Place(5, 7));
    }

    @Test
    void whoHasRunsRunningWaitsForThoseWhoHaveNone() {
        queue.submit("ada", 0);
        queue.claim(worker);
        RunId next = queue.submit("ada", 0);
        for (int i = 0; i < 4; i++) {
            queue.submit("bob", 0);
        }

        assertThat(place(next)).isEqualTo(new LiveView.Place(2, 5));
    }

    @Test
    void theTimeLeftFollowsFromWhatWasDone() {
        RunId run = queue.submit();
        Claim claim = queue.claim(worker);
        queue.advance(Duration.ofSeconds(60));
        queue.journal.append(claim, new JournalBatch(1, List.of(), List.of(), "training", "epoch 2 of 8", 0.25, 0));

        LiveView view = live.look(run.toString());

        assertThat(view.stage()).isEqualTo("training");
        assertThat(view.detail()).isEqualTo("epoch 2 of 8");
        assertThat(view.elapsedSeconds()).isCloseTo(60, within(20.0)); // beside the machine's own clock
        assertThat(view.secondsLeft()).isCloseTo(3 * view.elapsedSeconds(), within(1e-6));
        assertThat(view.queue()).isNull();
    }

    @Test
    void aRunThatHasJustBegunDoesNotGuess() {
        RunId run = queue.submit();
        Claim claim = queue.claim(worker);
        queue.journal.append(claim, new JournalBatch(1, List.of(), List.of(), "training", "epoch 1 of 8", 0.01, 0));

        assertThat(live.look(run.toString()).secondsLeft()).isNull();
    }

    @Test
    void showsTheLatestPictureOfEachAttack() {
        RunId run = queue.submit();
        Claim claim = queue.claim(worker);
        queue.journal.show(claim, new InterimPicture("linear", "finished", new byte[] {1}));
        queue.journal.show(claim, new InterimPicture("decoder-a", "epoch 1 of 4", new byte[] {2}));
        queue.advance(Duration.ofSeconds(5));
        queue.journal.show(claim, new InterimPicture("decoder-a", "epoch 2 of 4", new byte[] {3}));

        List<LiveView.Picture> pictures = live.look("latest").pictures();

        assertThat(pictures).extracting(LiveView.Picture::attack).containsExactly("decoder-a", "linear");
        assertThat(pictures).extracting(LiveView.Picture::detail).containsExactly("epoch 2 of 4", "finished");
        assertThat(pictures.get(0).picture()).startsWith("/api/v1/runs/" + run + "/live/decoder-a.png?at=");
        assertThat(live.picture("latest", "decoder-a")).containsExactly(3);
    }

    private LiveView.Place place(RunId run) {
        return live.look(run.toString()).queue();
    }
}
