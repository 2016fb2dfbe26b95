package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.KnownFilter;
import lab.obscura.engine.attack.KnownGaussian;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.checkpoint.CheckpointFolder;
import lab.obscura.engine.checkpoint.CheckpointWriter;
import lab.obscura.engine.checkpoint.Pace;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops that learn go on while their states are hashed and written. */
@Timeout(300)
class StatesBesideTest {

    @TempDir
    Path folder;

    private final CountDownLatch disk = new CountDownLatch(1);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** A loop of two epochs with this context. */
    private record Loop(String name, BiConsumer<Engine, RunContext> learning) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Loop> loops() {
        return Stream.of(
                new Loop("training", StatesBesideTest::train),
                new Loop("decoder", (engine, context) -> attack("decoder", engine, context)),
                new Loop("ginver", (engine, context) -> attack("ginver", engine, context)));
    }

    /** The disk is ready only when the second epoch has begun: who waited for it would wait forever. */
    @ParameterizedTest
    @MethodSource("loops")
    void theSecondEpochBeginsBeforeTheStateOfTheFirstIsWritten(Loop loop) {
        try (var writer = CheckpointWriter.beside()) {
            loop.learning.accept(TorchEngine.on(DeviceChoice.CPU), context(writer, this::writeWhenTheDiskIsReady));
        }

        assertThat(heard)
                .containsSubsequence("epoch 2 of 2", "written")
                .filteredOn("written"::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aStateThatCannotBeWrittenEndsTheLoopWithItsMessage(Loop loop) {
        try (var writer = CheckpointWriter.beside()) {
            RunContext context = context(writer, (file, content) -> {
                throw new UncheckedIOException(new IOException("No space left on device"));
            });

            assertThatThrownBy(() -> loop.learning.accept(Dl4jEngine.create(), context))
                    .hasMessageContaining("No space left on device");
        }
    }

    private RunContext context(CheckpointWriter writer, BiConsumer<Path, byte[]> write) {
        var pace = new Pace(Duration.ofHours(1), System::nanoTime);
        return RunContext.of(this::hear, () -> false)
                .keeping(new CheckpointFolder(folder, "0123456789abcdef", "epoch", write, pace, writer));
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.Progress progress && progress.detail().equals("epoch 2 of 2")) {
            heard.add(progress.detail());
            disk.countDown();
        }
    }

    private void writeWhenTheDiskIsReady(Path file, byte[] content) {
        try {
            assertThat(disk.await(2, TimeUnit.MINUTES)).isTrue();
            WholeFile.write(file, content);
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
        heard.add("written");
    }

    private static void train(Engine engine, RunContext context) {
        Dataset shapes = SharedShapes.datasets().load(new DatasetRequest("shapes", 60, 20, 16, Optional.empty()));
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 60, "testLimit", 20, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "training", Map.of("epochs", 2, "batchSize", 20)));
        try (SplitNetwork network = SplitNetwork.build(
                engine, FitCheck.fit(definition, shapes.info()), definition.defense(), Seeds.of(1))) {
            new Trainer(network, definition.training(), shapes.train(), shapes.test(), Augmentation.NONE, Seeds.of(1))
                    .train(context);
        }
    }

    private static void attack(String id, Engine engine, RunContext context) {
        var entry = Attacks.catalog().find(id).orElseThrow();
        var attack = entry.make()
                .apply(entry.info()
                        .schema()
                        .read("attack", Map.of("decoder", "conv-n0c16", "epochs", 2, "batchSize", 16)));
        KnownGaussian world = KnownGaussian.behind(KnownFilter.identity(), 0, 64, 32);
        attack.run(new AttackerView(attack.needs(), world, engine, Seeds.of(1)), context)
                .close();
    }
}
