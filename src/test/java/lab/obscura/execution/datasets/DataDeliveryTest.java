package lab.obscura.execution.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.progress.RunEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDeliveryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T10:00:00Z"), ZoneOffset.UTC);
    private static final String SERVED = "d".repeat(64);

    @TempDir
    Path disk;

    private final List<String> said = new ArrayList<>();
    private Path attempt;
    private FolderSource source;

    @BeforeEach
    void fill() throws IOException {
        attempt = disk.resolve("attempt");
        source = new FolderSource(disk.resolve("service"));
        put("service/birds/train/crow/1.png");
        put("service/fish/train/pike/1.png");
    }

    @Test
    void allThatARunReadsIsBrought() throws Exception {
        delivery().bring(definition("birds", SERVED, "fish"), attempt, this::hear);

        assertThat(attempt.resolve("birds/train/crow/1.png")).hasContent("service/birds/train/crow/1.png");
        assertThat(attempt.resolve("fish/train/pike/1.png")).exists();
        assertThat(said)
                .containsExactly(
                        "fetching data set birds from the service: 0.0 of 0.0 MB",
                        "fetching data set birds from the service: 0.0 of 0.0 MB",
                        "fetching data set fish from the service: 0.0 of 0.0 MB",
                        "fetching data set fish from the service: 0.0 of 0.0 MB");
    }

    @Test
    void whatIsDrawnIsNotBrought() throws Exception {
        delivery().bring(definition("shapes", SERVED, "fish"), attempt, this::hear);
        delivery().bring(definition("shapes", SERVED, ""), disk.resolve("nothing"), this::hear);

        assertThat(attempt).isDirectoryContaining("glob:**fish");
        assertThat(attempt.resolve("shapes")).doesNotExist();
        assertThat(disk.resolve("nothing")).doesNotExist();
    }

    @Test
    void whatLiesHereIsReadFromHere() throws Exception {
        put("here/birds/train/crow/1.png");

        delivery().bring(definition("birds", "e".repeat(64), ""), attempt, this::hear);

        assertThat(attempt).doesNotExist();
        assertThat(source.fetched).hasValue(0);
    }

    @Test
    void whatLiesHereAloneIsPutBesideWhatIsFetched() throws Exception {
        put("here/cats/train/tabby/1.png");
        Files.createDirectories(disk.resolve("here/cats/train/manx"));

        delivery().bring(definition("birds", SERVED, "cats"), attempt, this::hear);

        assertThat(attempt.resolve("birds/train/crow/1.png")).hasContent("service/birds/train/crow/1.png");
        assertThat(attempt.resolve("cats/train/tabby/1.png")).hasContent("here/cats/train/tabby/1.png");
        assertThat(attempt.resolve("cats/train/manx")).isEmptyDirectory();
        assertThat(source.fetched).hasValue(1);
    }

    @Test
    void whatHasNoRoomIsNotClaimedForSomeMinutes() {
        var clock = new AtomicReference<>(CLOCK.instant());
        InstantSource time = clock::get;
        var full = new NodeCache(disk.resolve("node"), 1000, () -> 10, Duration.ofDays(7), CLOCK);
        var delivery = new DataDelivery(here(), source, full, time.withZone(ZoneOffset.UTC));

        assertThatThrownBy(() -> delivery.bring(definition("birds", SERVED, "fish"), attempt, this::hear))
                .isInstanceOf(NoRoomException.class);

        assertThat(delivery.withholds()).isTrue();
        assertThat(delivery.ids()).doesNotContain("birds").contains("fish");
        clock.set(CLOCK.instant().plus(Duration.ofMinutes(6)));
        assertThat(delivery.withholds()).isFalse();
        assertThat(delivery.ids()).contains("birds");
    }

    @Test
    void aSetThatHasChangedIsRefusedBeforeAnythingIsFetched() {
        assertThatThrownBy(() -> delivery().bring(definition("birds", "e".repeat(64), ""), attempt, this::hear))
                .isInstanceOf(DataRefusedException.class)
                .hasMessage("dataset.dataHash must be " + SERVED + " (what lies in birds on the service now), was "
                        + "e".repeat(64) + ". The files differ from those the run was submitted for: put the old files"
                        + " back, or submit it again");
        assertThat(source.fetched).hasValue(0);
    }

    @Test
    void anAuxiliarySetThatHasChangedIsRefusedToo() throws Exception {
        String pinned = definition("birds", SERVED, "fish")
                .replace("\"auxiliary\"", "\"otherDataHashes\": {\"fish\": \"" + "e".repeat(64) + "\"}, \"auxiliary\"");

        assertThatThrownBy(() -> delivery().bring(pinned, attempt, this::hear))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageStartingWith("dataset.otherDataHashes.fish must be " + SERVED
                        + " (what lies in fish on the service now), was eeee")
                .hasMessageEndingWith("put the old files back, or submit it again");
        delivery().bring(pinned.replace("e".repeat(64), SERVED), attempt, this::hear);
        assertThat(attempt.resolve("fish/train/pike/1.png")).exists();
    }

    /** What its pictures are brought to is part of the hash of a set whose pictures differ in size. */
    @Test
    void othersAreAskedForInTheSizeOfItsOwn() throws Exception {
        source.side = 24;

        delivery().bring(definition("birds", SERVED, "fish"), attempt, this::hear);
        delivery()
                .bring(
                        definition("birds", SERVED, "fish")
                                .replace("\"auxiliary\"", "\"imageSize\": 16, \"auxiliary\""),
                        attempt,
                        this::hear);

        assertThat(source.sizes).containsExactly(0, 0, 24, 16, 16);
    }

    @Test
    void whatIsLargerThanTheLimitIsNotClaimed() throws Exception {
        put("service/whales/train/blue/1.png");
        Files.write(disk.resolve("service/whales/train/blue/1.png"), new byte[2000]);

        assertThat(delivery().tooLarge()).containsExactly("whales");
        assertThat(delivery().withholds()).isTrue();
        assertThat(delivery().ids()).contains("birds", "fish").doesNotContain("whales");
    }

    @Test
    void whatLiesHereMayBeAsLargeAsItIs() throws IOException {
        put("service/whales/train/blue/1.png");
        put("here/whales/train/blue/1.png");
        Files.write(disk.resolve("service/whales/train/blue/1.png"), new byte[2000]);

        assertThat(delivery().tooLarge()).isEmpty();
        assertThat(delivery().ids()).contains("whales");
    }

    @Test
    void whatLiesHereAndIsTooLargeToFetchIsPutBesideWhatIsFetched() throws Exception {
        put("service/whales/train/blue/1.png");
        put("here/whales/train/blue/1.png");
        Files.write(disk.resolve("service/whales/train/blue/1.png"), new byte[2000]);

        delivery().bring(definition("birds", SERVED, "whales"), attempt, this::hear);

        assertThat(attempt.resolve("birds/train/crow/1.png")).hasContent("service/birds/train/crow/1.png");
        assertThat(attempt.resolve("whales/train/blue/1.png")).hasContent("here/whales/train/blue/1.png");
    }

    @Test
    void whatIsNoDefinitionTheAttemptMaySay() throws Exception {
        delivery().bring("{\"name\": \"no definition\"}", attempt, this::hear);
        delivery().bring("no JSON", attempt, this::hear);

        assertThat(attempt).doesNotExist();
    }

    @Test
    void whatLiesHereAndWhatCanBeFetchedCanBeClaimed() throws IOException {
        put("here/birds/train/crow/1.png");
        put("here/cats/train/tabby/1.png");

        assertThat(delivery().ids()).containsExactly("shapes", "birds", "cats", "fish");
    }

    @Test
    void aServiceThatIsAwayLeavesWhatLiesHere() throws IOException {
        put("here/cats/train/tabby/1.png");
        var away = new DataDelivery(here(), new Away(), cache(), CLOCK);

        assertThat(away.ids()).containsExactly("shapes", "cats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "train/../../evil", "train//evil", ".", "", "a\\..\\evil", "a\nb"})
    void noNameOfTheServiceLeadsOutOfTheFolder(String name) {
        var file = new SetListing.File(name, 1, SERVED);

        assertThatThrownBy(() -> new SetListing("birds", SERVED, 0, List.of(), List.of(file)))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageContaining("would lie outside its folder");
        assertThatThrownBy(() -> new SetListing("birds", SERVED, 0, List.of(name), List.of()))
                .isInstanceOf(DataRefusedException.class);
    }

    @Test
    void aFileHasAHash() {
        assertThatThrownBy(() -> new SetListing.File("a.png", 1, "../../evil"))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageStartingWith("The service lists a file without size and SHA-256: a.png");
    }

    private static String definition(String dataset, String hash, String auxiliary) {
        String other =
                auxiliary.isEmpty() ? "" : ", \"auxiliary\": {\"id\": \"" + auxiliary + "\", \"sharedClasses\": true}";
        return String.format(
                Locale.ROOT,
                "{\"dataset\": {\"id\": \"%s\", \"dataHash\": \"%s\"%s}, \"network\": {\"backbone\": \"cnn-4\"},"
                        + " \"training\": {\"epochs\": 1}, \"attacks\": [], \"seeds\": [1]}",
                dataset,
                hash,
                other);
    }

    private DataDelivery delivery() {
        return new DataDelivery(here(), source, cache(), CLOCK);
    }

    private Datasets here() {
        return new Datasets(disk.resolve("here"), disk.resolve("cache"));
    }

    private NodeCache cache() {
        return new NodeCache(disk.resolve("node"), 1000, () -> 1000, Duration.ofDays(7), CLOCK);
    }

    private void hear(RunEvent event) {
        said.add(((RunEvent.Log) event).line());
    }

    private void put(String name) throws IOException {
        Path file = disk.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    /** A service that does not answer. */
    private static final class Away implements SetSource {

        @Override
        public List<Offered> all() {
            throw new DataAwayException("no route");
        }

        @Override
        public SetListing listing(String id, int imageSize) {
            throw new DataAwayException("no route");
        }

        @Override
        public void fetch(String id, SetListing.File file, Path here, LongConsumer got) {
            throw new DataAwayException("no route");
        }
    }
}
