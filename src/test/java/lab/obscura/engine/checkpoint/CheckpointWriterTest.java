package lab.obscura.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a computation sees of states that are written beside it. */
@Timeout(300)
class CheckpointWriterTest {

    private static final CheckpointFile STATE =
            new CheckpointFile(Map.of(), Map.of("w", new Tensor(new long[] {2}, new float[] {1, 2})));

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private final CountDownLatch disk = new CountDownLatch(1);

    @Test
    void aComputationGoesOnWhileItsStateIsWrittenAndHearsOfItLater() {
        try (var writer = CheckpointWriter.beside()) {
            Checkpoints checkpoints = folder(writer, this::writeWhenTheDiskIsReady);

            checkpoints.save(new Position(1, 0), STATE, () -> heard.add("kept"));
            checkpoints.isDue();
            assertThat(heard).isEmpty();

            disk.countDown();
            checkpoints.settle();
            assertThat(heard).containsExactly("written on checkpoints", "kept");
        }
    }

    @Test
    void whoAsksForTheNewestStateGetsTheOneThatWasBeingWritten() {
        try (var writer = CheckpointWriter.beside()) {
            Checkpoints checkpoints = folder(writer, this::pause);
            checkpoints.save(new Position(1, 0), STATE);
            checkpoints.save(new Position(2, 0), STATE);

            assertThat(checkpoints.latest(heard::add).map(Position::of)).contains(new Position(2, 0));
        }
    }

    @Test
    void aFullDiskIsToldAtTheNextCall() {
        try (var writer = CheckpointWriter.beside()) {
            Checkpoints checkpoints = folder(writer, (file, content) -> {
                throw new UncheckedIOException(new IOException("No space left on device"));
            });
            checkpoints.save(new Position(1, 0), STATE, () -> heard.add("kept"));

            assertThatThrownBy(() -> checkpoints.save(new Position(2, 0), STATE))
                    .hasMessageContaining("No space left on device");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aRunThatIsHandedOverStopsWhenItsStateIsOnTheDisk() {
        try (var writer = CheckpointWriter.beside()) {
            Checkpoints checkpoints = folder(writer, this::pause);
            RunContext context =
                    RunContext.of(event -> heard.add(event.getClass().getSimpleName()), () -> false, () -> true);

            assertThatThrownBy(() -> context.save(checkpoints, new Position(1, 0), STATE))
                    .isInstanceOf(CancelledException.class);

            assertThat(heard).containsExactly("Checkpointed");
            assertThat(folder.resolve("epoch-0123456789ab-000001.obs")).exists();
        }
    }

    @Test
    void closingWaitsForTheDisk() {
        var writer = CheckpointWriter.beside();
        folder(writer, this::pause).save(new Position(1, 0), STATE, () -> heard.add("kept"));

        writer.close();

        assertThat(heard).containsExactly("kept");
        assertThat(folder(CheckpointWriter.atOnce(), CheckpointWriterTest::write)
                        .latest(heard::add))
                .isPresent();
    }

    @Test
    void withoutAThreadTheCallerWritesAndHearsAtOnce() {
        folder(CheckpointWriter.atOnce(), CheckpointWriterTest::write)
                .save(new Position(1, 0), STATE, () -> heard.add("kept"));

        assertThat(heard).containsExactly("kept");
    }

    private Checkpoints folder(CheckpointWriter writer, BiConsumer<Path, byte[]> write) {
        var pace = new Pace(Duration.ofMinutes(1), System::nanoTime);
        return new CheckpointFolder(folder, "0123456789abcdef", "epoch", write, pace, writer);
    }

    private void writeWhenTheDiskIsReady(Path file, byte[] content) {
        try {
            assertThat(disk.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        heard.add("written on " + Thread.currentThread().getName());
        write(file, content);
    }

    private void pause(Path file, byte[] content) {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        write(file, content);
    }

    private static void write(Path file, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
