package lab.obscura.queue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Written;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker says again because an answer was lost. */
class JournalPostgresTest {

    private static QueueFixture queue;

    private RunId run;
    private Claim claim;

    @BeforeAll
    static void newQueue() {
        queue = new QueueFixture();
    }

    @BeforeEach
    void newRun() {
        queue.jdbc.sql("truncate experiments, runs cascade").update();
        run = queue.submit();
        claim = queue.claim(queue.worker("alpha"));
    }

    private static JournalBatch lines(int first, int last) {
        List<JournalBatch.Event> lines = IntStream.rangeClosed(first, last)
                .mapToObj(line -> new JournalBatch.Event("log", Map.of("line", "line " + line)))
                .toList();
        List<JournalBatch.Point> points = IntStream.rangeClosed(first, last)
                .mapToObj(step -> new JournalBatch.Point("loss", step, 1.0 / step))
                .toList();
        return new JournalBatch(last, lines, points, "training", "line " + last, last / 10.0, 0);
    }

    private List<String> told() {
        return queue.journal.log(run).stream().map(LogLine::line).toList();
    }

    @Test
    void aBatchThatComesAgainIsTakenOnce() {
        Written first = queue.journal.append(claim, lines(1, 2));
        Written again = queue.journal.append(claim, lines(1, 2));
        Written next = queue.journal.append(claim, lines(3, 3));
        Written late = queue.journal.append(claim, lines(1, 2));

        assertThat(List.of(first, again, next, late)).containsOnly(Written.STORED);
        assertThat(told()).containsExactly("line 1", "line 2", "line 3");
        assertThat(queue.runs.find(run).orElseThrow().progress()).isEqualTo(0.3);
        assertThat(queue.journal.after(run, 0, 100))
                .extracting(StoredEvent::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L); // two changes of state and three lines
        assertThat(queue.jdbc
                        .sql("select count(*) from curve_points")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void theNextAttemptCountsAnew() {
        queue.journal.append(claim, lines(1, 5));
        queue.leases.giveBack(claim, "alpha stops");
        Claim second = queue.claim(queue.worker("beta"));

        queue.journal.append(second, lines(1, 2));

        assertThat(told()).containsExactly("line 1", "line 2", "line 3", "line 4", "line 5", "line 1", "line 2");
    }

    @Test
    void whoeverHasLostTheRunHearsSoAlsoOfWhatWasTaken() {
        queue.journal.append(claim, lines(1, 2));
        queue.leases.interrupted(claim, "no sign");

        assertThat(queue.journal.append(claim, lines(1, 2))).isEqualTo(Written.NOT_OWNER);
        assertThat(told()).hasSize(2);
    }

    @Test
    void halvesOfABatchHaveNumbersOfTheirOwn() {
        JournalBatch whole = lines(1, 7);
        JournalBatch first = whole.firstHalf();

        queue.journal.append(claim, first);
        queue.journal.append(claim, first);
        queue.journal.append(claim, whole.secondHalf());

        assertThat(told()).hasSize(7).doesNotHaveDuplicates();
        assertThat(first.last()).isEqualTo(3);
    }

    @Test
    void aNumberMustCountWhatItStandsFor() {
        List<JournalBatch.Event> lines = lines(1, 3).events();

        assertThatThrownBy(() -> new JournalBatch(2, lines, List.of(), "", "", 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 events")
                .hasMessageContaining("was 2");
    }
}
