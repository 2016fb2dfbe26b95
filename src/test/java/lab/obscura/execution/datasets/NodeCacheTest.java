package lab.obscura.execution.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.Subprocess;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir
    Path disk;

    private final List<String> told = new ArrayList<>();
    private Path service;
    private Path attempt;

    @BeforeEach
    void fill() throws IOException {
        service = disk.resolve("service");
        attempt = disk.resolve("attempt");
        put("birds/train/crow/1.png", "a crow");
        put("birds/train/crow/2.png", "another crow");
        put("birds/test/crow/1.png", "a crow");
        Files.createDirectories(service.resolve("birds/train/owl"));
    }

    @Test
    void aSetIsAsTheServiceHasIt() throws Exception {
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source(), this::hear);

        assertThat(attempt.resolve("birds/train/crow/2.png")).hasContent("another crow");
        assertThat(attempt.resolve("birds/test/crow/1.png")).hasContent("a crow");
        assertThat(attempt.resolve("birds/train/owl")).isEmptyDirectory();
        assertThat(told).startsWith("0 of 18").endsWith("18 of 18");
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source(), this::hear);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(attempt.resolve("birds/train/crow/1.png"))))
                .isEqualTo("r--------");
    }

    @Test
    void whatIsHereIsNotFetchedAgain() throws Exception {
        var source = source();
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source, this::hear);
        cache(1000, NOW).provide(birds(), disk.resolve("second/birds"), source, this::hear);

        assertThat(source.fetched).as("two names of one content are one file").hasValue(2);
        assertThat(disk.resolve("second/birds/train/crow/2.png")).hasContent("another crow");
    }

    @Test
    void ofAChangedSetOnlyWhatIsNewIsFetched() throws Exception {
        var source = source();
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source, this::hear);
        put("birds/train/crow/2.png", "a third crow");

        cache(1000, NOW).provide(birds(), disk.resolve("second/birds"), source, this::hear);

        assertThat(source.fetched).hasValue(3);
        assertThat(disk.resolve("second/birds/train/crow/2.png")).hasContent("a third crow");
        assertThat(attempt.resolve("birds/train/crow/2.png")).hasContent("another crow");
    }

    @Test
    void aCutFileIsGoneOnWith() throws Exception {
        var source = source();
        source.cut();
        assertThatThrownBy(() -> cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source, this::hear))
                .isInstanceOf(DataAwayException.class);
        assertThat(attempt.resolve("birds/test/crow/1.png")).doesNotExist();
        assertThat(halves()).isNotEmpty();

        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source, this::hear);

        assertThat(attempt.resolve("birds/test/crow/1.png")).hasContent("a crow");
        assertThat(halves()).isEmpty();
    }

    @Test
    void aDamagedFileIsRefusedAndLeavesNothing() throws Exception {
        SetListing listed = birds();
        put("birds/train/crow/2.png", "another cr0w");

        assertThatThrownBy(() -> cache(1000, NOW).provide(listed, attempt.resolve("birds"), source(), this::hear))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageStartingWith("Data set birds: train/crow/2.png must have 12 bytes with the SHA-256 ")
                .hasMessageEndingWith("retry the run");

        assertThat(attempt.resolve("birds/train/crow/2.png")).doesNotExist();
        assertThat(files())
                .noneMatch(file -> file.toString().contains(FolderSource.sha256("another cr0w".getBytes())))
                .noneMatch(file -> file.toString().contains(FolderSource.sha256("another crow".getBytes())));
    }

    /** Somebody has written into the folder of the cache. */
    @Test
    void aFileThatWasCutHereIsFetchedAgain() throws Exception {
        var source = source();
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source, this::hear);
        Path kept =
                files().stream().filter(file -> size(file) == 12).findFirst().orElseThrow();
        Files.delete(kept);
        Files.writeString(kept, "another");

        cache(1000, NOW).provide(birds(), disk.resolve("second/birds"), source, this::hear);

        assertThat(disk.resolve("second/birds/train/crow/2.png")).hasContent("another crow");
        assertThat(source.fetched).hasValue(3);
    }

    @Test
    void whatWasUsedLongestAgoMakesRoom() throws Exception {
        put("fish/pike.png", "a pike, no more");
        put("cats/tabby.png", "a tabby cat");
        cache(40, NOW).provide(birds(), disk.resolve("1/birds"), source(), this::hear);
        cache(40, NOW.plusSeconds(10)).provide(set("fish"), disk.resolve("2/fish"), source(), this::hear);

        cache(40, NOW.plusSeconds(20)).provide(set("cats"), disk.resolve("3/cats"), source(), this::hear);

        assertThat(files()).as("fish and cats").hasSize(2);
        assertThat(disk.resolve("1/birds/train/crow/2.png"))
                .as("whoever reads it keeps it")
                .hasContent("another crow");
    }

    @Test
    void aSetThatIsLargerThanTheLimitIsRefusedWithTheSetting() {
        assertThatThrownBy(() -> cache(17, NOW).provide(birds(), attempt.resolve("birds"), source(), this::hear))
                .isInstanceOf(NoRoomException.class)
                .hasMessageStartingWith("obscura.data.fetched-limit of this worker must be at least 18 bytes for data"
                        + " set birds, was 17. Raise it");
    }

    /** Of a disk of 45 bytes 15 must stay free. */
    @Test
    void whatMustStayFreeOnTheDiskStaysFree() throws Exception {
        put("fish/pike.png", "a pike, no more");
        LongSupplier spare = () -> 45 - 15 - bytes();
        cache(1000, spare, NOW).provide(birds(), disk.resolve("1/birds"), source(), this::hear);

        cache(1000, spare, NOW.plusSeconds(10)).provide(set("fish"), disk.resolve("2/fish"), source(), this::hear);

        assertThat(disk.resolve("2/fish/pike.png")).hasContent("a pike, no more");
        assertThat(files()).as("birds have made room").hasSize(1);
    }

    @Test
    void aSetForWhichTheDiskHasNoRoomTakesNothingFromOthers() throws Exception {
        put("fish/pike.png", "a pike, no more, but a long one");
        LongSupplier spare = () -> 45 - 15 - bytes();
        cache(1000, spare, NOW).provide(birds(), disk.resolve("1/birds"), source(), this::hear);

        assertThatThrownBy(() -> cache(1000, spare, NOW.plusSeconds(10))
                        .provide(set("fish"), disk.resolve("2/fish"), source(), this::hear))
                .isInstanceOf(NoRoomException.class)
                .hasMessage(
                        "The disk of " + root() + " must have 31 bytes for data set fish beyond the share that stays"
                                + " free (obscura.disk.least-free), has 12. Free some, or set obscura.data.fetched to another"
                                + " disk");
        assertThat(files()).as("birds").hasSize(2);
    }

    @Test
    void aShareOfTheDiskIsNotSpare() {
        long all = disk.toFile().getUsableSpace();

        assertThat(NodeCache.beyond(0, disk).getAsLong()).isCloseTo(all, withinPercentage(5));
        assertThat(NodeCache.beyond(1, disk).getAsLong()).isNotPositive();
    }

    @Test
    void whatNobodyHasUsedForAWeekGoes() throws Exception {
        cache(1000, NOW).provide(birds(), attempt.resolve("birds"), source(), this::hear);

        cache(1000, NOW.plus(Duration.ofDays(6))).sweep();
        assertThat(files()).hasSize(2);

        cache(1000, NOW.plus(Duration.ofDays(8))).sweep();
        assertThat(files()).isEmpty();
    }

    @Test
    void severalThreadsFetchOnce() {
        var source = new FolderSource(service, 50);

        List<Boolean> provided = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> provides(cache(1000, NOW), source, disk.resolve("attempt-" + i)))
                .toList();

        assertThat(provided).hasSize(6).containsOnly(true);
        assertThat(source.fetched).hasValue(2);
        assertThat(disk.resolve("attempt-5/birds/train/crow/2.png")).hasContent("another crow");
    }

    @Test
    void severalProcessesFetchOnce() throws Exception {
        List<CompletableFuture<ShortCommand>> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            workers.add(TestCommand.beside(Subprocess.of(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    BriefJvm.OPTIONS,
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodeCacheMain.class.getName(),
                    service.toString(),
                    root().toString(),
                    disk.resolve("process-" + i).toString()))));
        }
        List<String> said =
                workers.stream().map(worker -> worker.join().output().strip()).toList();
        assertThat(said).as("how much each has fetched").containsExactlyInAnyOrder("0", "0", "2");
        assertThat(disk.resolve("process-2/birds/train/crow/2.png")).hasContent("another crow");
    }

    private boolean provides(NodeCache cache, SetSource source, Path target) {
        try {
            cache.provide(birds(), target.resolve("birds"), source, (set, done, missing) -> {});
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private synchronized void hear(SetListing set, long done, long missing) {
        told.add(done + " of " + missing);
    }

    private Path root() {
        return disk.resolve("node");
    }

    private NodeCache cache(long limit, Instant now) {
        return cache(limit, () -> 1_000_000, now);
    }

    private NodeCache cache(long limit, LongSupplier spare, Instant now) {
        return new NodeCache(root(), limit, spare, Duration.ofDays(7), Clock.fixed(now, ZoneOffset.UTC));
    }

    private FolderSource source() {
        return new FolderSource(service);
    }

    private SetListing birds() {
        return set("birds");
    }

    private SetListing set(String id) {
        return source().listing(id, 0);
    }

    private void put(String name, String content) throws IOException {
        Path file = service.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve("files"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private long bytes() {
        try {
            return Files.exists(root().resolve("files"))
                    ? files().stream().mapToLong(NodeCacheTest::size).sum()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> halves() throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".partial"))
                .toList();
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
