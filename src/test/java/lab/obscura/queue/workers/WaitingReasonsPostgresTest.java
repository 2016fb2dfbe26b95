package lab.obscura.queue.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.WorkerInfo.Prospect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a waiting run says of the workers as they have told it themselves; and that it says so whenever none of them takes it, and only then. */
class WaitingReasonsPostgresTest {

    private static final Resources SLOT = Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU);

    private final QueueFixture queue = new QueueFixture();
    private final WaitingReasons reasons = new WaitingReasons(queue.workers, queue.jdbc);
    private final RunId run = queue.submit();

    @Test
    void aPilotTellsWhatItReads() {
        wants("'{faces}'", "60", true);
        WorkerInfo pilot =
                register(new Prospect(Double.POSITIVE_INFINITY, 300, Optional.of(List.of("shapes", "a \"b\""))));

        assertThat(queue.workers.all().get(0).datasets()).contains(List.of("shapes", "a \"b\""));
        assertThat(reason()).isEqualTo("no worker has data set faces; node:7 has shapes and a \"b\"");

        queue.workers.register(
                pilot, List.of(), new Prospect(Double.POSITIVE_INFINITY, 300, Optional.of(List.of("faces"))));
        assertThat(reason()).isEqualTo("waits for a worker");
    }

    @Test
    void aSetThatNoWorkerMayHoldIsNamedWithTheSetting() {
        wants("'{faces,shapes}'", "60", true);
        register(new Prospect(
                Double.POSITIVE_INFINITY, 0, Optional.of(List.of("shapes")), List.of("faces", "something else")));

        assertThat(reason())
                .isEqualTo("no worker may hold data set faces: larger than obscura.data.fetched-limit of node:7;"
                        + " raise it there, or give a worker the files (obscura.data.directory)");
    }

    @Test
    void theTimeThatIsLeftGoesOnByTheDatabasesClock() {
        wants("'{}'", "2400", false);
        register(new Prospect(100, 300, Optional.empty()));
        String atOnce = reason();
        queue.advance(Duration.ofSeconds(50));

        assertThat(atOnce).matches("needs about 40 min, workers have at most [89]\\d s left, and no checkpoint helps");
        assertThat(reason())
                .matches("needs about 40 min, workers have at most [34]\\d s left, and no checkpoint helps");
    }

    @Test
    void whoDrainsIsNotAsked() {
        wants("'{faces}'", "60", true);
        WorkerInfo pilot = register(new Prospect(Double.POSITIVE_INFINITY, 300, Optional.of(List.of("shapes"))));
        queue.workers.drain(pilot.id());

        assertThat(reason()).isEqualTo("waits for a worker");
    }

    @ParameterizedTest
    @CsvSource({
        "'{faces}', 60, true, 1000, 300, faces", "'{faces}', 60, true, 1000, 300, shapes",
        "'{faces,shapes}', 60, true, 1000, 300, shapes", "null, 60, false, 1000, 300, shapes",
        "'{faces}', 2000, true, 1000, 300, faces", "'{faces}', 2000, false, 1000, 300, faces",
        "'{faces}', 2000, true, 200, 300, faces", "'{faces}', 60, false, 200, 300, faces",
        "'{faces}', 2000, true, 1000, Infinity, faces", "'{faces}', null, true, 1000, 300, faces",
        "'{faces}', null, false, 1000, 300, faces", "'{faces}', null, false, Infinity, Infinity, faces"
    })
    void aReasonIsGivenWheneverTheWorkerDoesNotTakeIt(
            String wanted, String seconds, boolean resumable, double left, double worthwhile, String has) {
        wants(wanted.equals("null") ? wanted : "'" + wanted + "'", seconds, resumable);
        var prospect = new Prospect(left, worthwhile, Optional.of(List.of(has)));
        WorkerInfo worker = register(prospect);

        boolean waitsForNothing = reason().equals("waits for a worker");

        assertThat(queue.leases.claim(worker, QueueFixture.LEASE, prospect).isPresent())
                .isEqualTo(waitsForNothing);
    }

    private void wants(String datasets, String seconds, boolean resumable) {
        queue.jdbc
                .sql("update runs set needs_data = " + datasets + ", estimated_seconds = " + seconds + ", resumable = "
                        + resumable)
                .update();
    }

    private WorkerInfo register(Prospect prospect) {
        var worker = new WorkerInfo(WorkerId.random(), "node", 7, 1, SLOT, "test");
        queue.workers.register(worker, List.of(), prospect);
        return worker;
    }

    private String reason() {
        Run waiting = queue.runs.find(run).orElseThrow();
        return reasons.of(List.of(waiting)).apply(waiting);
    }
}
