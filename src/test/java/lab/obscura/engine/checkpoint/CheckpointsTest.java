package lab.obscura.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

    private static final String HASH = "0123456789abcdef";
    private static final CheckpointFile FILE = new CheckpointFile(
            Map.of("boundTo", HASH, "epoch", 3, "steps", 0),
            Map.of("edge/0.weight", new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -0.5f})));

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private long clock;

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(CheckpointFile.parse(FILE.toBytes(), "c")).isEqualTo(FILE);
    }

    @Test
    void aFileCutShortAnywhereIsRefused() {
        byte[] whole = FILE.toBytes();

        assertThat(IntStream.range(0, whole.length)).allSatisfy(length -> {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CheckpointFile.parse(part, "c"))
                    .as("%d bytes", length)
                    .isInstanceOf(DataException.class);
        });
    }

    @Test
    void aFileAlteredAnywhereIsRefused() {
        assertThat(IntStream.range(0, FILE.toBytes().length)).allSatisfy(position -> {
            byte[] altered = FILE.toBytes();
            altered[position] ^= 4;
            assertThatThrownBy(() -> CheckpointFile.parse(altered, "c"))
                    .as("byte %d", position)
                    .isInstanceOf(DataException.class);
        });
    }

    @Test
    void aShapeThatNoFileCanHoldIsRefused() {
        String header =
                "{\"facts\": {}, \"tensors\": [{\"name\": \"w\", \"shape\": [4611686018427387904, 8], \"sha256\": \"\"}]}";
        byte[] content = ("OBSCURA1" + (char) header.length() + "\0\0\0" + header).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> CheckpointFile.parse(content, "c"))
                .isInstanceOf(DataException.class)
                .hasMessage("c is cut short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ar-EG", "ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist-nu-thai", "hi-IN-u-nu-deva", "fa-IR"})
    void namesAreTheSameInEveryCountry(String country) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(country));
        try {
            Checkpoints checkpoints = saved(1, 2, 3);

            assertThat(names())
                    .containsExactlyInAnyOrder("epoch-0123456789ab-000002.obs", "epoch-0123456789ab-000003.obs");
            assertThat(latest(checkpoints)).contains(new Position(3, 0));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesInTheDigitsOfACountryAreFoundAndReplaced() throws IOException {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode('\u0661'),
                "this machine cannot write such names");
        Checkpoints checkpoints = saved(1, 3);
        Files.move(file(1), folder.resolve("epoch-0123456789ab-\u0660\u0660\u0660\u0660\u0660\u0661.obs"));
        Files.move(file(3), folder.resolve("epoch-0123456789ab-\u0660\u0660\u0660\u0660\u0660\u0663.obs"));

        assertThat(latest(checkpoints)).contains(new Position(3, 0));

        saved(4, 5);

        assertThat(names()).containsExactlyInAnyOrder("epoch-0123456789ab-000004.obs", "epoch-0123456789ab-000005.obs");
    }

    @Test
    void aDamagedOneIsPassedOverWhenTheOneBeforeItServes() throws IOException {
        Checkpoints checkpoints = saved(1, 2);
        damage(2);

        assertThat(latest(checkpoints)).contains(new Position(1, 0));
        assertThat(file(2)).doesNotExist();
        assertThat(told)
                .containsExactly("A damaged checkpoint was passed over, the one before it serves:"
                        + " epoch-0123456789ab-000002.obs was altered: edge/0.weight does not have its checksum");
    }

    @Test
    void withoutAnyThatIsWholeTheReasonIsSaidOnceAndTheRetryStartsAfresh() throws IOException {
        Checkpoints checkpoints = saved(1, 2);
        damage(1);
        damage(2);

        assertThatThrownBy(() -> latest(checkpoints))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "epoch-0123456789ab-000002.obs was altered: edge/0.weight does not have its checksum")
                .hasMessageContaining("a retry restarts it from scratch");
        assertThat(latest(checkpoints)).isEmpty();
    }

    @Test
    void onlyTheNewestTwoAreKept() {
        saved(1, 2, 3);

        assertThat(file(1)).doesNotExist();
        assertThat(file(3)).exists();
    }

    @Test
    void whatAKilledAttemptLeftHalfWrittenGoes() throws IOException {
        Checkpoints checkpoints = saved(1);
        Path own = half("epoch-0123456789ab-000001_000000117.obs");
        Path others = half("decoder-0123456789ab-000001.obs");
        Path foreign = half("epoch-another hash-000001.obs");

        checkpoints.save(new Position(2, 0), FILE);

        assertThat(own).doesNotExist();
        assertThat(others).exists();
        checkpoints.removeOthers();
        assertThat(others).doesNotExist();
        assertThat(foreign).exists();
        assertThat(file(2)).exists();
    }

    private Path half(String name) throws IOException {
        return Files.createFile(folder.resolve(name + ".partial"));
    }

    @Test
    void stepsWithinAnEpochLieBetweenTwoEpochs() {
        Checkpoints checkpoints = saved(3);

        checkpoints.save(new Position(3, 999_999), FILE);
        checkpoints.save(new Position(3, 1_000_000), FILE);
        assertThat(latest(checkpoints)).contains(new Position(3, 1_000_000));
        checkpoints.save(new Position(4, 0), FILE);

        assertThat(latest(checkpoints)).contains(new Position(4, 0));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("epoch-0123456789ab-000003_001000000.obs", "epoch-0123456789ab-000004.obs");
    }

    @Test
    void loopsAndComputationsKeepApart() {
        Checkpoints epochs = saved(1, 2);
        Checkpoints search = epochs.named("search");
        Checkpoints foreign = checkpoints("another hash");
        foreign.save(new Position(7, 0), FILE);
        search.save(new Position(5, 0), FILE);

        assertThat(latest(epochs)).contains(new Position(2, 0));
        search.removeOthers();

        assertThat(latest(search)).contains(new Position(5, 0));
        assertThat(latest(epochs)).isEmpty();
        assertThat(latest(foreign)).contains(new Position(7, 0));
    }

    @Test
    void oneIsDueAMinuteAfterTheLastOfWhateverLoop() {
        Checkpoints epochs = saved();
        clock = Duration.ofSeconds(59).toNanos();
        assertThat(epochs.isDue()).isFalse();
        clock = Duration.ofSeconds(60).toNanos();
        assertThat(epochs.isDue()).isTrue();

        epochs.named("search").save(Position.START, FILE);

        assertThat(epochs.isDue()).isFalse();
    }

    @Test
    void oneOfTheFirstVersionIsStillRead() {
        var old = new CheckpointFile(Map.of("trainingHash", HASH, "epoch", 3), Map.of());
        write(file(3), old.toBytes());

        assertThat(latest(checkpoints(HASH))).contains(new Position(3, 0));
    }

    private String[] names() {
        return folder.toFile().list();
    }

    private Checkpoints saved(int... epochs) {
        Checkpoints checkpoints = checkpoints(HASH);
        for (int epoch : epochs) {
            checkpoints.save(new Position(epoch, 0), FILE);
        }
        return checkpoints;
    }

    private Checkpoints checkpoints(String hash) {
        var pace = new Pace(Duration.ofMinutes(1), () -> clock);
        return new CheckpointFolder(folder, hash, "epoch", CheckpointsTest::write, pace, CheckpointWriter.atOnce());
    }

    private Optional<Position> latest(Checkpoints checkpoints) {
        return checkpoints.latest(told::add).map(Position::of);
    }

    private Path file(int epoch) {
        return folder.resolve("epoch-0123456789ab-%06d.obs".formatted(epoch));
    }

    private void damage(int epoch) throws IOException {
        byte[] content = Files.readAllBytes(file(epoch));
        content[content.length - 1]++;
        Files.write(file(epoch), content);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
