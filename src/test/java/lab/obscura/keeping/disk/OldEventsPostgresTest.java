package lab.obscura.keeping.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.account.Actor;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.StoredEvent;
import org.junit.jupiter.api.Test;

class OldEventsPostgresTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MANY = 120;

    private final QueueFixture queue = new QueueFixture();
    private final OldEvents events = new OldEvents(queue.jdbc);

    @Test
    void ofARunThatEndedADayAgoLogAndStatesAreLeftAndTheLastEventIsAState() {
        RunId run = finished();
        queue.advance(DAY.plusMinutes(1));

        assertThat(events.drop(DAY)).isEqualTo(2);

        List<StoredEvent> left = queue.journal.after(run, 0, 100);
        assertThat(left).extracting(StoredEvent::kind).containsExactly("state", "state", "log", "state");
        assertThat(left.get(3).number()).isEqualTo(lastEvent(run));
    }

    @Test
    void curvesStay() {
        RunId run = finished();
        queue.advance(DAY.plusMinutes(1));

        events.drop(DAY);

        assertThat(count("select count(*) from curve_points where run_id = '" + run + "'"))
                .isEqualTo(1);
    }

    @Test
    void whatEndedTodayAndWhatRunsKeepsEverything() {
        finished();
        speaking();

        assertThat(events.drop(DAY)).isZero();
        assertThat(count("select count(*) from run_events where kind = 'progress'"))
                .isEqualTo(2);
    }

    @Test
    void everyRunIsLookedAtOnceAlsoWhereManyEndedAtTheSameMoment() {
        IntStream.range(0, MANY).forEach(time -> {
            RunId run = queue.submit();
            queue.jdbc
                    .sql("insert into run_events (run_id, number, kind, payload) values (:run, 100, 'progress', '{}')")
                    .param("run", run.value())
                    .update();
        });
        queue.jdbc
                .sql("update runs set state = 'CANCELLED', finished_at = current_instant()")
                .update();
        queue.advance(DAY.plusMinutes(1));

        assertThat(events.drop(DAY)).isEqualTo(MANY);
        assertThat(events.drop(DAY)).isZero();
    }

    @Test
    void aRunThatIsTriedAgainIsLookedAtAgainWhenThatHasEnded() {
        RunId run = speaking();
        queue.leases.fail(claimOf(run), "it diverged");
        queue.advance(DAY.plusMinutes(1));
        events.drop(DAY);
        queue.queue.retry(run, Actor.ANONYMOUS, "another try");
        Claim second = queue.claim(queue.worker("beta"));
        speak(second);
        queue.leases.succeed(second);
        queue.advance(DAY.multipliedBy(3));

        assertThat(events.drop(DAY)).isEqualTo(2);
    }

    private Claim last;
    private long said;

    private Claim claimOf(RunId run) {
        assertThat(last.run()).isEqualTo(run);
        return last;
    }

    private RunId finished() {
        RunId run = speaking();
        queue.leases.succeed(claimOf(run));
        return run;
    }

    /** A run that has said a line, a point and how far it is. */
    private RunId speaking() {
        RunId run = queue.submit();
        last = queue.claim(queue.worker("alpha"));
        speak(last);
        return run;
    }

    private void speak(Claim claim) {
        said += 3;
        queue.journal.append(
                claim,
                new JournalBatch(
                        said,
                        List.of(
                                new JournalBatch.Event("log", Map.of("line", "epoch 1")),
                                new JournalBatch.Event("point", Map.of("series", "loss", "step", 1, "value", 2.5)),
                                new JournalBatch.Event("progress", Map.of("stage", "train", "fraction", 0.5))),
                        List.of(new JournalBatch.Point("loss", 1, 2.5)),
                        "train",
                        "",
                        0.5,
                        0));
    }

    private long lastEvent(RunId run) {
        return count("select last_event from runs where id = '" + run + "'");
    }

    private long count(String sql) {
        return queue.jdbc.sql(sql).query(Long.class).single();
    }
}
