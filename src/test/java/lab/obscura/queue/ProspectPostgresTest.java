package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.obscura.queue.WorkerInfo.Prospect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which run a worker takes that will end, or that cannot read every data set. */
class ProspectPostgresTest {

    private static final double FIVE_MINUTES = 300;

    private QueueFixture queue;
    private WorkerInfo pilot;
    private RunId run;

    @BeforeEach
    void aRunOfTenMinutes() {
        queue = new QueueFixture();
        pilot = queue.worker("pilot");
        run = queue.submit();
        queue.jdbc
                .sql("update runs set estimated_seconds = 600, needs_data = '{shapes,faces}'")
                .update();
    }

    @Test
    void itTakesWhatItFinishes() {
        assertThat(claimed(600, FIVE_MINUTES)).contains(run);
    }

    @Test
    void itTakesWhatAnotherCanResumeWhileThereIsTimeEnoughToGetAnywhere() {
        assertThat(claimed(299, FIVE_MINUTES)).isEmpty();
        assertThat(claimed(300, FIVE_MINUTES)).contains(run);
    }

    @Test
    void whereNobodyElseSeesItsCheckpointsItTakesOnlyWhatItFinishes() {
        assertThat(claimed(599, Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(claimed(600, Double.POSITIVE_INFINITY)).contains(run);
    }

    @Test
    void whatCannotBeResumedIsTakenOnlyByWhoFinishesIt() {
        queue.jdbc.sql("update runs set resumable = false").update();

        assertThat(claimed(599, FIVE_MINUTES)).isEmpty();
        assertThat(claimed(600, FIVE_MINUTES)).contains(run);
    }

    @Test
    void aRunOfWhichNoTimeIsKnownTakesForEver() {
        queue.jdbc.sql("update runs set estimated_seconds = null").update();

        assertThat(claimed(100_000, Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(queue.leases.claim(pilot, QueueFixture.LEASE).map(Claim::run))
                .contains(run);
    }

    @Test
    void itTakesOnlyWhatItCanRead() {
        assertThat(reading(List.of("shapes"))).isEmpty();
        assertThat(reading(List.of("faces", "others", "shapes"))).contains(run);
    }

    @Test
    void aRunThatDoesNotFitLetsTheNextOnePass() {
        RunId brief = queue.submit();
        queue.jdbc
                .sql("update runs set estimated_seconds = 60 where id = :run")
                .param("run", brief.value())
                .update();

        assertThat(claimed(100, FIVE_MINUTES)).contains(brief);
    }

    private Optional<RunId> claimed(double secondsLeft, double worthwhile) {
        return claimed(new Prospect(secondsLeft, worthwhile, Optional.empty()));
    }

    private Optional<RunId> reading(List<String> datasets) {
        return claimed(new Prospect(Double.POSITIVE_INFINITY, 0, Optional.of(datasets)));
    }

    private Optional<RunId> claimed(Prospect prospect) {
        return queue.leases.claim(pilot, QueueFixture.LEASE, prospect).map(Claim::run);
    }
}
