package lab.obscura.engine.data.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListingsTest {

    private static final FilesState SMALL = new FilesState("first", 1);
    private static final FilesState LARGE = new FilesState("first", 1_000_000_000);

    /** Waits for what is unknown, never for news. */
    private static final Patience FROM_MEMORY = new Patience(Duration.ofDays(1), Duration.ZERO, 0);

    @TempDir
    Path folder;

    private final PlannedFiles files = new PlannedFiles();

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"), new StackOverflowError(), new NoClassDefFoundError("a/B"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorWhileASetIsReadIsItsDamage(Error error) {
        files.reads.put("bad", () -> {
            throw error;
        });

        assertThat(get(listings(), Patience.ENDLESS, "bad", "good"))
                .satisfiesExactly(
                        bad -> assertThat(problem(bad)).contains("Data set bad", error.toString(), "-Xmx"),
                        good -> assertThat(good).isEqualTo(usable("good")));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorWhileFilesAreLookedAtIsTheDamageOfTheirSet(Error error) {
        files.looks.put("bad", () -> {
            throw error;
        });

        assertThat(get(listings(), Patience.ENDLESS, "bad", "good"))
                .satisfiesExactly(
                        bad -> assertThat(problem(bad)).contains("Data set bad", error.toString()),
                        good -> assertThat(good).isEqualTo(usable("good")));
    }

    @Test
    void aSetWhoseFilesCannotBeLookedAtComesBackWhenTheyCan() {
        Listings listings = listings();
        files.looks.put("back", () -> {
            throw new DataException("back/pipe must be a file");
        });
        assertThat(problem(get(listings, Patience.ENDLESS, "back").get(0))).isEqualTo("back/pipe must be a file");

        files.looks.remove("back");

        assertThat(get(listings, Patience.ENDLESS, "back")).containsExactly(usable("back"));
    }

    @Test
    void whatIsNotKnownInTimeIsBeingRead() {
        var mayEnd = new CountDownLatch(1);
        files.reads.put("slow", () -> waiting(mayEnd));
        Listings listings = listings();

        List<DatasetListing> first = get(listings, Patience.NONE, "slow");
        mayEnd.countDown();

        assertThat(first).containsExactly(new DatasetListing.BeingRead("slow"));
        assertThat(get(listings, Patience.ENDLESS, "slow")).containsExactly(usable("slow"));
        assertThat(files.read).containsExactly("slow");
    }

    @Test
    void whoeverAsksAgainDoesNotWaitFromTheBeginning() {
        var mayEnd = new CountDownLatch(1);
        files.reads.put("slow", () -> waiting(mayEnd));
        Listings listings = listings();
        get(listings, Patience.NONE, "slow");
        long tomorrow = System.nanoTime() + Duration.ofDays(1).toNanos();
        var waitedLongEnough = new Deadline(tomorrow, tomorrow, tomorrow, 0);

        assertThat(listings.get(List.of(new Listings.Key("slow", 0)), waitedLongEnough))
                .containsExactly(new DatasetListing.BeingRead("slow"));
        mayEnd.countDown();
    }

    @Test
    void aLargeSetHoldsUpNoSmallOne() {
        var mayEnd = new CountDownLatch(1);
        files.looks.put("large", () -> LARGE);
        files.reads.put("large", () -> waiting(mayEnd));
        Listings listings = listings();

        assertThat(get(listings, Patience.NONE, "large")).containsExactly(new DatasetListing.BeingRead("large"));
        assertThat(get(listings, Patience.ENDLESS, "small")).containsExactly(usable("small"));
        mayEnd.countDown();
        assertThat(get(listings, Patience.ENDLESS, "large")).containsExactly(usable("large"));
    }

    @Test
    void aKnownSetIsAnsweredFromMemoryWhileItsFilesAreLookedAt() {
        var mayEnd = new CountDownLatch(1);
        Listings listings = listings();
        get(listings, Patience.ENDLESS, "known");
        files.looks.put("known", () -> {
            waiting(mayEnd);
            return new FilesState("second", 1);
        });

        assertThat(get(listings, FROM_MEMORY, "known")).containsExactly(usable("known"));
        assertThat(files.read).containsExactly("known");
        mayEnd.countDown();
        get(listings, Patience.ENDLESS, "known");
        get(listings, Patience.ENDLESS, "known");
        assertThat(files.read)
                .as("read again once, because its files have changed")
                .containsExactly("known", "known");
    }

    @Test
    void aRestartReadsNothingAgain() {
        get(listings(), Patience.ENDLESS, "kept");

        assertThat(get(listings(), Patience.ENDLESS, "kept")).containsExactly(usable("kept"));
        assertThat(files.read).containsExactly("kept");
    }

    @Test
    void whereNothingCanBeKeptSetsAreUsableAllTheSame() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));

        assertThat(get(new Listings(taken, files), Patience.ENDLESS, "set")).containsExactly(usable("set"));
    }

    private Listings listings() {
        return new Listings(folder.resolve("cache"), files);
    }

    private static List<DatasetListing> get(Listings listings, Patience patience, String... ids) {
        return listings.get(Stream.of(ids).map(id -> new Listings.Key(id, 0)).toList(), patience.begin());
    }

    private static DatasetListing usable(String id) {
        return new DatasetListing.Usable(info(id));
    }

    private static DatasetInfo info(String id) {
        return new DatasetInfo(id, id, "planned", new ImageShape(2, 2, 1), List.of("a", "b"), 8, 2, "hash", false);
    }

    private static String problem(DatasetListing listing) {
        return ((DatasetListing.Damaged) listing).problem();
    }

    private static boolean waiting(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does as planned for an id, and otherwise finds a small data set. */
    private static final class PlannedFiles implements DatasetFiles {

        private final Map<String, Supplier<FilesState>> looks = new ConcurrentHashMap<>();
        private final Map<String, Runnable> reads = new ConcurrentHashMap<>();
        private final Queue<String> read = new ConcurrentLinkedQueue<>();

        @Override
        public FilesState look(String id) {
            return looks.getOrDefault(id, () -> SMALL).get();
        }

        @Override
        public DatasetInfo read(String id, int imageSize) {
            read.add(id);
            reads.getOrDefault(id, () -> {}).run();
            return info(id);
        }
    }
}
