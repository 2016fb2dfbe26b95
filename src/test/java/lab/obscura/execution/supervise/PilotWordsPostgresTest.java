package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that says something twenty times a second, and how often its worker carries that into the database. */
class PilotWordsPostgresTest {

    private static final int ENOUGH = 130;

    @TempDir
    Path home;

    @Test
    void aPilotGathers() {
        assertThat(pauses("1h")).last().asInstanceOf(DOUBLE).isGreaterThan(4);
    }

    /** Now and then the machine may stand still. */
    @Test
    void anotherWorkerTellsAtOnce() {
        List<Double> pauses = pauses("0s");

        assertThat(pauses.get(pauses.size() * 3 / 4)).isLessThan(4);
    }

    private List<Double> pauses(String exitWhenIdle) {
        var queue = new QueueFixture();
        try (var worker = new WorkerFixture(
                queue,
                Map.of("obscura.home", home.toString(), "obscura.worker.exit-when-idle", exitWhenIdle),
                properties -> new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM)))) {
            RunId run = worker.submit("draws on");
            worker.start();
            worker.await("some seconds of words", () -> queue.journal.log(run).size() > ENOUGH);

            return pausesOf(queue, run);
        }
    }
    /** Seconds between words that were not told together, the shortest first. */
    private static List<Double> pausesOf(QueueFixture queue, RunId run) {
        return queue.jdbc.sql("""
                        select extract(epoch from pause) from (
                               select at - lag(at) over (order by number) as pause from run_events
                                where run_id = :run and kind = 'log') each
                         where pause > interval '50 milliseconds' order by pause
                        """).param("run", run.value()).query(Double.class).list();
    }
}
