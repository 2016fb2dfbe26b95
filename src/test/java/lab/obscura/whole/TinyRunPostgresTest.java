package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.execution.supervise.BriefAttempts;
import lab.obscura.execution.supervise.WorkerFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.usage.Usages;
import lab.obscura.result.GalleryEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The real engine in a real child process, claimed from and stored in a real PostgreSQL. */
class TinyRunPostgresTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @TempDir
    Path home;

    @Test
    void aTinyRunEndsWithNumbersAndPictures() {
        try (var worker = new WorkerFixture(home, BriefAttempts.PROGRAM)) {
            RunId run = worker.queue.submit("ada", 0, tiny(), hashOfShapes());

            worker.start();
            worker.awaitOver(run);

            assertThat(worker.queue.reason(run)).isEqualTo("finished");
            assertThat(worker.queue.state(run)).isEqualTo(RunState.SUCCEEDED);
            assertThat(worker.results.metrics(run)).containsKeys("accuracy", "edgeParameters");
            assertThat(worker.results.curves(run)).isNotEmpty();
            String slug = worker.results.attacks(run).get(0).slug();
            GalleryEntry image = worker.results.gallery(run).get(0);
            assertThat(worker.results.gallery(run)).hasSize(16);
            assertThat(worker.results.original(run, image.index()).orElseThrow())
                    .startsWith(PNG);
            assertThat(worker.results.reconstruction(run, slug, image.index()).orElseThrow())
                    .startsWith(PNG);
            assertThat(worker.results.thumbnail(run).orElseThrow()).startsWith(PNG);
            assertThat(new Usages(worker.queue.jdbc).ofRuns(List.of(run)).processorSeconds())
                    .isGreaterThan(1);
        }
    }

    @Test
    void aRunIsNotComputedOnOtherDataThanItsExperimentSays() {
        try (var worker = new WorkerFixture(home, BriefAttempts.PROGRAM)) {
            RunId run = worker.queue.submit("ada", 0, tiny(), "0".repeat(64));

            worker.start();
            worker.awaitOver(run);

            assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
            assertThat(worker.queue.reason(run)).contains("The files differ");
            assertThat(new Usages(worker.queue.jdbc).ofRuns(List.of(run)).attempts())
                    .isEqualTo(1);
        }
    }

    private String hashOfShapes() {
        SharedShapes.into(home.resolve("datasets"));
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }

    private static String tiny() {
        Preset tiny = Presets.all().get(0);
        return JsonMapper.builder().build().writeValueAsString(tiny.definition());
    }
}
