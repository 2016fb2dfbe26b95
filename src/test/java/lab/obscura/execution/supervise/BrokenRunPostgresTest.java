package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.account.Actor;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.child.PipelineRunner;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.journal.LogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A worker computes with the engine, and something is wrong with one run: it fails with its reason, its neighbor does not notice. */
class BrokenRunPostgresTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SEED = 125;
    private static final int EPOCHS = 3;

    @TempDir
    Path home;

    private WorkerFixture worker;
    private String dataHash;

    @BeforeEach
    void open() throws IOException {
        worker = WorkerFixture.computing(home);
        write("train", 80);
        write("test", 20);
        dataHash = new Datasets(home.resolve("data"), home.resolve("cache"))
                .load(new DatasetRequest("ramps", 80, 20, 16, Optional.empty()))
                .info()
                .contentHash();
    }

    private void write(String split, int count) throws IOException {
        Path folder = home.resolve("data/ramps");
        int[] labels = IntStream.range(0, count).map(i -> i % 4).toArray();
        byte[] images = DataFiles.idxImages(count, 16, 16);
        IntStream.range(0, count).forEach(i -> images[16 + 256 * i] = (byte) (count + i)); // no two of them are alike
        DataFiles.write(folder.resolve(split + "-images-idx3-ubyte"), images);
        DataFiles.write(folder.resolve(split + "-labels-idx1-ubyte"), DataFiles.idxLabels(labels));
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "torch"})
    void aRunThatAsksForAGpuWhichIsNotThereFailsWithTheWayOut(String engine) {
        assumeThat(TorchEngine.isBuiltForCuda())
                .as("a GPU build may find a GPU")
                .isFalse();
        RunId run = submit(Map.of("engine", engine, "device", "cuda"));
        RunId neighbor = submit(Map.of("engine", engine));

        worker.start();
        worker.awaitOver(run);
        worker.awaitOver(neighbor);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(worker.queue.reason(run))
                .startsWith("device must be cpu or auto on this machine, was cuda")
                .contains("choose cpu");
        assertThat(worker.results.metrics(run)).isEmpty();
        assertThat(worker.queue.state(neighbor)).isEqualTo(RunState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut short", "altered"})
    void aRunWithoutAnyWholeCheckpointFailsWithTheReasonAndARetryBeginsAnew(String damage) throws IOException {
        RunId run = submit(Map.of());
        RunId neighbor = submit(Map.of());
        trainTwoEpochs(run);
        trainTwoEpochs(neighbor);
        for (Path checkpoint : checkpoints(run)) {
            damage(checkpoint, damage);
        }

        worker.start();
        worker.awaitOver(run);
        worker.awaitOver(neighbor);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(worker.queue.reason(run))
                .startsWith("The run cannot resume: no checkpoint of what it was doing is whole (epoch-")
                .contains("000002.obs", damage, "a retry restarts it from scratch");
        assertThat(worker.results.metrics(run)).isEmpty();
        assertThat(worker.queue.state(neighbor)).isEqualTo(RunState.SUCCEEDED);
        assertThat(said(neighbor)).contains("Training goes on after epoch 2 of 3");
        worker.queue.queue.retry(run, Actor.ANONYMOUS, "the disk was replaced");
        worker.awaitOver(run);
        assertThat(worker.queue.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(worker.results.metrics(run).get("accuracy"))
                .isEqualTo(worker.results.metrics(neighbor).get("accuracy"));
    }

    @Test
    void aRunWhoseNewestCheckpointIsDamagedGoesOnFromTheOneBeforeItAndSaysSo() throws IOException {
        RunId run = submit(Map.of());
        trainTwoEpochs(run);
        damage(checkpoints(run).get(1), "altered");

        worker.start();
        worker.awaitOver(run);

        assertThat(worker.queue.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(said(run))
                .contains("Training goes on after epoch 1 of 3")
                .anyMatch(line ->
                        line.startsWith("A damaged checkpoint was passed over, the one before it serves: epoch-")
                                && line.contains("000002.obs was altered"));
    }

    private RunId submit(Map<String, Object> changes) {
        return worker.queue.submit("ada", 0, JSON.writeValueAsString(definition(changes)), dataHash);
    }

    private static Map<String, Object> definition(Map<String, Object> changes) {
        var definition = new LinkedHashMap<String, Object>(Map.of(
                "dataset", Map.of("id", "ramps", "trainLimit", 80, "testLimit", 20, "imageSize", 16),
                "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                "training", Map.of("epochs", EPOCHS, "batchSize", 40),
                "defense", List.of(),
                "attacks", List.of(),
                "measures", List.of()));
        definition.putAll(changes);
        return definition;
    }

    /** As an attempt leaves a run that was killed behind its second epoch. */
    private void trainTwoEpochs(RunId run) {
        var folder = new AttemptFolder(home.resolve("killed/" + run), home.resolve("checkpoints/" + run));
        boolean[] killed = new boolean[1];
        var context = RunContext.of(
                event -> killed[0] |= event instanceof RunEvent.Checkpointed saved && saved.epoch() == 2,
                () -> killed[0]);
        var runner = new PipelineRunner(home.resolve("data"), home.resolve("cache"), TrainedNetworks.NONE);
        assertThatThrownBy(() -> runner.run(definition(Map.of()), SEED, folder, context))
                .isInstanceOf(CancelledException.class);
    }

    /** Oldest first. */
    private List<Path> checkpoints(RunId run) throws IOException {
        try (var files = Files.list(home.resolve("checkpoints/" + run))) {
            return files.sorted().toList();
        }
    }

    private static void damage(Path file, String how) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, how.equals("altered") ? content : Arrays.copyOf(content, content.length / 2));
    }

    private List<String> said(RunId run) {
        return worker.queue.journal.log(run).stream().map(LogLine::line).toList();
    }
}
