package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is interrupted within its attacks, again and again, ends with the numbers and pictures of one that was left alone. */
class InterruptedAttackTest {

    private static final List<Map<String, Object>> ATTACKS = List.of(
            Map.of(
                    "attack",
                    "decoder",
                    "decoder",
                    "conv-n0c16",
                    "schedule",
                    "plateau",
                    "restarts",
                    2,
                    "loss",
                    "mse-ssim",
                    "dense",
                    16,
                    "epochs",
                    3,
                    "batchSize",
                    20,
                    "statistics",
                    "reference-code"),
            Map.of("attack", "query-free", "shadow", "narrow", "epochs", 1, "batchSize", 20, "steps", 3),
            Map.of("attack", "mle-siftfunnel", "steps", 3),
            Map.ofEntries(
                    Map.entry("attack", "gan-decoder"),
                    Map.entry("decoder", "conv-n0c16"),
                    Map.entry("epochs", 1),
                    Map.entry("batchSize", 30),
                    Map.entry("adversarialEpochs", 2),
                    Map.entry("adversarialBatch", 30),
                    Map.entry("criticSteps", 1),
                    Map.entry("criticChannels", 2)),
            Map.ofEntries(
                    Map.entry("attack", "gan-prior"),
                    Map.entry("epochs", 1),
                    Map.entry("batchSize", 30),
                    Map.entry("channels", 2),
                    Map.entry("latent", 4),
                    Map.entry("starts", 2),
                    Map.entry("steps", 2),
                    Map.entry("progressive", true),
                    Map.entry("layerSteps", 1)));
    private static final List<Map<String, Object>> SEARCH = ATTACKS.subList(2, 3);

    @TempDir
    Path folder;

    private final List<RunEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "torch"})
    void aRunInterruptedInEveryAttackEndsAsIfNothingHadHappened(String engine) throws IOException {
        var definition = definition(engine, ATTACKS);
        var whole = new AttemptFolder(folder.resolve("whole"));
        Outcome undisturbed = run(definition, whole, Duration.ofDays(1), Integer.MAX_VALUE);
        var curves = points();
        events.clear();
        Path checkpoints = folder.resolve("kept");
        int attempts = 0;
        boolean over = false;
        while (!over) {
            var attempt = new AttemptFolder(folder.resolve("attempt" + ++attempts), checkpoints);
            over = !isInterrupted(definition, attempt, 2 + 2 * (attempts % 2));
        }

        var last = new AttemptFolder(folder.resolve("attempt" + attempts), checkpoints);
        assertThat(attempts).isGreaterThan(5);
        assertThat(points()).isEqualTo(curves);
        assertThat(last.readOutcome().attacks()).usingRecursiveComparison().isEqualTo(undisturbed.attacks());
        assertThat(last.readOutcome().worstCase()).isEqualTo(undisturbed.worstCase());
        assertThat(Files.readAllBytes(last.thumbnail())).isEqualTo(Files.readAllBytes(whole.thumbnail()));
        assertThat(undisturbed.attacks())
                .allSatisfy(attack -> assertThat(undisturbed.gallery())
                        .allSatisfy(image -> assertThat(last.reconstruction(attack.slug(), image.index()))
                                .hasSameBinaryContentAs(whole.reconstruction(attack.slug(), image.index()))));
        assertThat(logs()).anyMatch(line -> line.contains("decoder resumes in epoch "));
        assertThat(logs()).anyMatch(line -> line.contains("shadow resumes "));
        assertThat(logs()).anyMatch(line -> line.contains("search resumes after "));
        assertThat(logs()).anyMatch(line -> line.contains("generator resumes "));
        assertThat(logs()).anyMatch(line -> line.contains("adversarial resumes "));
        assertThat(logs()).anyMatch(line -> line.contains("latent resumes after "));
        assertThat(logs()).anyMatch(line -> line.endsWith("was finished by an earlier attempt, its results are kept"));
    }

    @Test
    void ofAnAttackThatIsOverOnlyItsResultIsKept() throws IOException {
        var attempt = new AttemptFolder(folder.resolve("one"));

        run(attacked(SEARCH), attempt, Duration.ZERO, Integer.MAX_VALUE);

        assertThat(kept(attempt)).containsExactlyInAnyOrder("epoch", "epoch", "finished");
    }

    @Test
    void whatAnAttemptLeftThatEndedBeforeItTidiedUpGoesWithTheNext() throws IOException {
        var attempt = new AttemptFolder(folder.resolve("one"));
        run(attacked(SEARCH), attempt, Duration.ofDays(1), Integer.MAX_VALUE);
        List<String> tidy = kept(attempt);
        try (var files = Files.list(attempt.checkpoints())) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("finished"))
                    .toList()) {
                String left = file.getFileName().toString().replace("finished", "search");
                Files.copy(file, file.resolveSibling(left));
            }
        }
        assertThat(kept(attempt)).contains("search");

        run(attacked(SEARCH), attempt, Duration.ofDays(1), Integer.MAX_VALUE);

        assertThat(kept(attempt)).containsExactlyInAnyOrderElementsOf(tidy);
    }

    @Test
    void anAttackWithOtherSettingsBeginsAnew() {
        var attempt = new AttemptFolder(folder.resolve("one"));
        run(attacked(SEARCH), attempt, Duration.ofDays(1), Integer.MAX_VALUE);
        events.clear();

        var definition = attacked(List.of(Map.of("attack", "mle-siftfunnel", "steps", 4), ATTACKS.get(2)));
        Outcome outcome = run(definition, attempt, Duration.ofDays(1), Integer.MAX_VALUE);

        assertThat(logs())
                .filteredOn(line -> line.contains("its results are kept"))
                .hasSize(1);
        assertThat(outcome.attacks().get(0).means())
                .isNotEqualTo(outcome.attacks().get(1).means());
    }

    @Test
    void aDamagedResultIsNotTakenForOne() throws IOException {
        var attempt = new AttemptFolder(folder.resolve("one"));
        run(attacked(SEARCH), attempt, Duration.ofDays(1), Integer.MAX_VALUE);
        try (var files = Files.list(attempt.checkpoints())) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("finished"))
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                content[content.length - 1]++;
                Files.write(file, content);
            }
        }

        assertThatThrownBy(() -> run(attacked(SEARCH), attempt, Duration.ofDays(1), Integer.MAX_VALUE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gallery does not have its checksum")
                .hasMessageContaining("a retry restarts it from scratch");
    }

    /** The loops whose checkpoints are there, one for each file. */
    private static List<String> kept(AttemptFolder attempt) throws IOException {
        try (var files = Files.list(attempt.checkpoints())) {
            return files.map(file -> file.getFileName().toString().replaceAll("-.*", ""))
                    .toList();
        }
    }

    /** Stops at a checkpoint within the attacks. */
    private boolean isInterrupted(ExperimentDefinition definition, AttemptFolder attempt, int checkpoint) {
        try {
            run(definition, attempt, Duration.ZERO, checkpoint);
            return false;
        } catch (CancelledException stopped) {
            return true;
        }
    }

    private Outcome run(
            ExperimentDefinition definition, AttemptFolder attempt, Duration betweenCheckpoints, int checkpoints) {
        var datasets = SharedShapes.datasets();
        var saved = new ArrayList<RunEvent>();
        ProgressListener listener = event -> {
            events.add(event);
            if (event instanceof RunEvent.Checkpointed at && at.stage().startsWith("attack")) {
                saved.add(event);
            }
        };
        var context = RunContext.of(listener, () -> saved.size() >= checkpoints);
        Outcome outcome =
                new Pipeline(datasets, betweenCheckpoints, System::nanoTime).run(definition, 3, attempt, context);
        attempt.write(outcome);
        return outcome;
    }

    /** A point that is told twice is told alike. */
    private Set<RunEvent.Point> points() {
        var points = new HashSet<RunEvent.Point>();
        events.stream()
                .filter(RunEvent.Point.class::isInstance)
                .map(RunEvent.Point.class::cast)
                .forEach(points::add);
        return points;
    }

    private List<String> logs() {
        return events.stream()
                .filter(RunEvent.Log.class::isInstance)
                .map(event -> ((RunEvent.Log) event).line())
                .toList();
    }

    private static ExperimentDefinition attacked(List<Map<String, Object>> attacks) {
        return definition("dl4j", attacks);
    }

    private static ExperimentDefinition definition(String engine, List<Map<String, Object>> attacks) {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 60, "testLimit", 40, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "defense", List.of(Map.of("part", "gaussian-noise", "standardDeviation", 0.025)),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "attacks", attacks,
                        "measures", List.of(),
                        "engine", engine));
    }
}
