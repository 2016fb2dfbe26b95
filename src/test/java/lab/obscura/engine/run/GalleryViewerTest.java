package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.run.folder.PngPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see while attacks learn, and what it may cost. */
class GalleryViewerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    Path folder;

    @Test
    void drawingTakesAtMostAHundredthOfTheTimeHoweverQuickEpochsAre() {
        var now = new AtomicLong();
        var budget = new GalleryViewer.Budget(now::get);
        var drawn = new ArrayList<Long>();

        for (int epoch = 1; epoch <= 1000; epoch++) {
            now.addAndGet(SECOND);
            budget.spend(() -> {
                drawn.add(now.get() / SECOND);
                now.addAndGet(SECOND / 10);
            });
        }

        assertThat(drawn).startsWith(2L, 20L, 30L); // two seconds pay for the first guess, then ten for each picture
        assertThat(drawn.size() * 0.1 / (now.get() / (double) SECOND)).isCloseTo(0.01, within(0.0005));
    }

    @Test
    void slowEpochsAreDrawnEveryTime() {
        var now = new AtomicLong();
        var budget = new GalleryViewer.Budget(now::get);
        var drawn = new ArrayList<Long>();

        for (int epoch = 1; epoch <= 20; epoch++) {
            now.addAndGet(60 * SECOND);
            budget.spend(() -> {
                drawn.add(now.get());
                now.addAndGet(SECOND / 10);
            });
        }

        assertThat(drawn).hasSize(20);
    }

    @Test
    void aRunThatWasWatchedEndsWithTheSameNumbersAndPictures() throws IOException {
        var alone = new AttemptFolder(folder.resolve("alone"));
        var watched = new AttemptFolder(folder.resolve("watched"));
        var silence = new ArrayList<RunEvent.Interim>();
        var shown = new ArrayList<RunEvent.Interim>();
        var calls = new AtomicLong();

        Outcome undisturbed = run(alone, () -> 0, silence);
        Outcome seen = run(watched, () -> calls.addAndGet(SECOND), shown); // every look at the clock takes a second

        assertThat(silence).isEmpty();
        assertThat(shown).hasSizeGreaterThan(1);
        assertThat(shown.size()).isLessThanOrEqualTo((int) (0.01 * calls.get() / SECOND));
        assertThat(shown).extracting(RunEvent.Interim::attack).containsOnly("decoder-conv-n0c16-train-e6-b20");
        assertThat(shown).extracting(RunEvent.Interim::detail).anyMatch(detail -> detail.matches("epoch . of 6"));
        assertThat(seen.attacks()).usingRecursiveComparison().isEqualTo(undisturbed.attacks());
        assertThat(seen.provenance().get("picturesHash"))
                .isEqualTo(undisturbed.provenance().get("picturesHash"));

        LabeledImages test = SharedShapes.datasets()
                .load(new DatasetRequest("shapes", 400, 200, 16, Optional.empty()))
                .test();
        PngPictures.Picture sheet =
                PngPictures.read(Files.readAllBytes(watched.interim(shown.get(0).attack())));
        assertThat(sheet.shape().width()).isEqualTo(8 * 17 - 1);
        assertThat(sheet.shape().height()).isEqualTo(4 * 17 - 1);
        int first = HeldOut.gallery(test)[0];
        assertThat(sheet.values()[0]).isCloseTo(test.image(first)[0], within(PngPictures.STEP));
    }

    private static Outcome run(AttemptFolder folder, LongSupplier nanoTime, List<RunEvent.Interim> shown) {
        var context = RunContext.of(
                event -> {
                    if (event instanceof RunEvent.Interim interim) {
                        shown.add(interim);
                    }
                },
                () -> false);
        return new Pipeline(SharedShapes.datasets(), Duration.ofDays(365), nanoTime)
                .run(definition(), 3, folder, context);
    }

    private static ExperimentDefinition definition() {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 400, "testLimit", 200, "imageSize", 16),
                        "network",
                                Map.of(
                                        "backbone",
                                        "cnn-4",
                                        "width",
                                        0.25,
                                        "cutLayer",
                                        1,
                                        "bottleneck",
                                        Map.of("channels", 4)),
                        "training", Map.of("epochs", 4, "batchSize", 20),
                        "attacks",
                                List.of(Map.of(
                                        "attack",
                                        "decoder",
                                        "decoder",
                                        "conv-n0c16",
                                        "epochs",
                                        6,
                                        "batchSize",
                                        20,
                                        "knowledge",
                                        "train")),
                        "measures", List.of()));
    }
}
