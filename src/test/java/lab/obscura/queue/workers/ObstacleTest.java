package lab.obscura.queue.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.queue.WorkerInfo.Prospect;
import org.junit.jupiter.api.Test;

class ObstacleTest {

    private static final Memory MEMORY = new Memory(1024, 6 * 1024);
    private static final Resources SLOT = Resources.withoutCard(MEMORY, EngineBuild.CPU);
    private static final double EVER = Double.POSITIVE_INFINITY;
    private static final double MIN_CLAIM = 300;
    private static final double NOT_SHARED = Double.POSITIVE_INFINITY;

    @Test
    void aRunThatOneMayTakeHasNone() {
        var run = run(2400, true, "faces");

        assertThat(obstacle(run, ending("a:1", 60, MIN_CLAIM), has("b:2", "shapes", "faces")))
                .isEmpty();
        assertThat(obstacle(run)).isEmpty();
    }

    @Test
    void aWorkerThatDoesNotSayWhatItReadsMayTakeAll() {
        assertThat(obstacle(run(2400, true, "faces"), new Claimer("a:1", SLOT, Prospect.ENDLESS)))
                .isEmpty();
    }

    @Test
    void missingDataIsNamedAndWhatThereIsInstead() {
        assertThat(obstacle(run(60, true, "faces", "shapes"), has("a:1", "shapes"), has("b:2")))
                .contains("no worker has data set faces; a:1 has shapes, b:2 has none");
    }

    @Test
    void dataThatLieOnDifferentNodesAreNamed() {
        assertThat(obstacle(run(60, true, "faces", "shapes"), has("a:1", "shapes"), has("b:2", "faces")))
                .contains("no worker has all of data sets faces and shapes; a:1 has shapes, b:2 has faces");
    }

    @Test
    void ofManyWorkersAndSetsAFewAreNamed() {
        Claimer[] many = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> has("n" + number + ":1", "s1", "s2", "s3", "s4", "s5"))
                .toArray(Claimer[]::new);

        assertThat(obstacle(run(60, true, "faces"), many))
                .contains(
                        "no worker has data set faces; n1:1 has s1 and s2 and s3 and 2 more, n2:1 has s1 and s2 and s3 and 2 more,"
                                + " n3:1 has s1 and s2 and s3 and 2 more and 197 more");
    }

    @Test
    void whoHasTheDataAndIsTooSmallDoesNotCount() {
        var small = new Claimer(
                "small:1",
                Resources.withoutCard(new Memory(64, 64), EngineBuild.CPU),
                new Prospect(EVER, 0, Optional.of(List.of("faces"))));

        assertThat(obstacle(run(60, true, "faces"), small, has("b:2", "shapes")))
                .contains("no worker that is large enough has data set faces; b:2 has shapes");
    }

    @Test
    void missingTimeIsTold() {
        var forty = run(2400, false);

        assertThat(obstacle(forty, ending("a:1", 1500, MIN_CLAIM), ending("b:2", 60, MIN_CLAIM)))
                .contains("needs about 40 min, workers have at most 25 min left, and no checkpoint helps");
        assertThat(obstacle(run(2400, true), ending("a:1", 1500, NOT_SHARED)))
                .contains("needs about 40 min, workers have at most 25 min left, and no checkpoint helps");
        assertThat(obstacle(run(EVER, false), ending("a:1", -5, MIN_CLAIM)))
                .contains("nobody knows how long it takes, workers have at most 0 s left, and no checkpoint helps");
    }

    @Test
    void soLittleTimeThatBeginningIsNotWorthWhileIsToldToo() {
        assertThat(obstacle(run(36_000, true), ending("a:1", 299, MIN_CLAIM), ending("b:2", 100, MIN_CLAIM)))
                .contains(
                        "needs about 10.0 h, workers have at most 4 min left, and begin with less than 5 min nothing that"
                                + " they do not finish (obscura.worker.min-claim)");
        assertThat(obstacle(run(36_000, true), ending("a:1", 300, MIN_CLAIM))).isEmpty();
    }

    @Test
    void timeIsAskedOnlyOfThoseWhoHaveTheData() {
        assertThat(obstacle(run(2400, false, "faces"), has("a:1", "shapes"), ending("b:2", 60, MIN_CLAIM)))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("needs about 40 min, workers have at most 60 s"));
    }

    private static Optional<String> obstacle(WaitingRun run, Claimer... workers) {
        return Obstacle.of(run, Arrays.asList(workers));
    }

    private static WaitingRun run(double seconds, boolean resumable, String... datasets) {
        var needs = new Resources(DeviceChoice.CPU, new Memory(512, 512), 0, EngineBuild.CPU);
        return new WaitingRun(needs, List.of(datasets), seconds, resumable);
    }

    private static Claimer has(String name, String... datasets) {
        return new Claimer(name, SLOT, new Prospect(EVER, 0, Optional.of(List.of(datasets))));
    }

    private static Claimer ending(String name, double left, double worthwhile) {
        return new Claimer(name, SLOT, new Prospect(left, worthwhile, Optional.empty()));
    }
}
