package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that says something twenty times a second, and how often its worker carries that into the database. */
class PilotWordsPostgresTest {

    private static final int ENOUGH = 130;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"0s, 0", "1h, 1"})
    void aPilotGathersWhatAnotherWorkerTellsAtOnce(String exitWhenIdle, int pauses) {
        var queue = new QueueFixture();
        try (var worker = new WorkerFixture(
                queue,
                Map.of("obscura.home", home.toString(), "obscura.worker.exit-when-idle", exitWhenIdle),
                properties -> new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM)))) {
            RunId run = worker.submit("draws on");
            worker.start();
            worker.await("some seconds of words", () -> queue.journal.log(run).size() > ENOUGH);

            assertThat(pausesOf(queue, run)).isGreaterThanOrEqualTo(pauses).isLessThanOrEqualTo(3 * pauses);
        }
    }

    /** Of four seconds and more without a word. */
    private static int pausesOf(QueueFixture queue, RunId run) {
        return queue.jdbc
                .sql("""
                        select count(*) from (select at - lag(at) over (order by number) as pause from run_events
                                               where run_id = :run and kind = 'log') each
                         where pause > interval '4 seconds'
                        """)
                .param("run", run.value())
                .query(Integer.class)
                .single();
    }
}
