package lab.obscura.execution.datasets;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import lab.obscura.engine.files.FileHash;
import lab.obscura.platform.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Files of data sets on this node, each once under its hash, and which of them make a set. Whoever needs a set gets second names (hard
 * links) of its files, so nothing that is removed here is taken from a computation. One worker of the node fetches at a time, the others
 * wait for it and find what it has fetched.
 */
final class NodeCache {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCache.class);
    private static final String PARTIAL = ".partial";
    private static final long PAUSE_MILLIS = 200;
    /** Of many small files each waits for the service and for the disk. */
    private static final int AT_ONCE = 4;

    private final Path root;
    private final KeptSets sets;
    private final long limit;
    private final LongSupplier spare;

    /**
     * @param root folder on the node's own disk, made for its owner alone
     * @param limit bytes of all files together
     * @param spare bytes that may still be written to that disk, negative when too many are there already
     * @param kept how long a set stays that nobody uses
     */
    NodeCache(Path root, long limit, LongSupplier spare, Duration kept, Clock clock) {
        this.root = root.toAbsolutePath();
        this.limit = limit;
        this.spare = spare;
        this.sets = new KeptSets(this.root, kept, clock);
    }

    /** Whether a set of so many bytes may ever lie here. */
    boolean mayHold(long bytes) {
        return bytes <= limit;
    }

    /** What a disk has beyond the share of it that must stay free. */
    static LongSupplier beyond(double leastFree, Path root) {
        File disk = root.toAbsolutePath().toFile();
        return () -> disk.getUsableSpace() - (long) (leastFree * disk.getTotalSpace());
    }

    /** Hears how far a set has come, from several threads. */
    interface Told {

        /** @param done of the bytes that have to be fetched */
        void fetched(SetListing set, long done, long missing);
    }

    /**
     * Puts a set into a folder, which it makes. What is missing here is fetched.
     *
     * @throws DataRefusedException when what comes is damaged
     * @throws NoRoomException when it is larger than the limit, or the disk has no room for it, also without all others
     * @throws DataAwayException when it cannot be fetched now; what has come stays
     * @throws InterruptedException when the thread is told to end
     */
    void provide(SetListing set, Path target, SetSource source, Told told) throws InterruptedException {
        if (isLinked(set, target)) {
            return;
        }
        try (NodeLock held = lock()) {
            while (!isLinked(set, target)) {
                fetch(set, source, told);
            }
            LOG.debug("event=data-set-provided dataset={} lock={}", set.id(), held);
        }
    }

    private NodeLock lock() throws InterruptedException {
        Path file = root.resolve("lock");
        Optional<NodeLock> lock = NodeLock.tryTake(file);
        while (lock.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            lock = NodeLock.tryTake(file);
        }
        return lock.get();
    }

    /** Whether all of it is here and has its second names now. */
    private boolean isLinked(SetListing set, Path target) {
        try {
            FileSystemUtils.deleteRecursively(target);
            Files.createDirectories(target);
            for (String folder : set.folders()) {
                Files.createDirectories(target.resolve(folder));
            }
            for (SetListing.File file : set.files()) {
                if (!isLinked(file, target.resolve(file.name()))) {
                    return false;
                }
            }
            return sets.isUsed(set);
        } catch (IOException e) {
            throw new UncheckedIOException("Data set " + set.id() + " cannot be put into " + target, e);
        }
    }

    private boolean isLinked(SetListing.File file, Path name) throws IOException {
        Path kept = sets.place(file);
        try {
            if (Files.size(kept) != file.bytes()) {
                Files.delete(kept); // somebody has cut it: it is fetched again
                return false;
            }
            Files.createDirectories(name.getParent());
            link(kept, name);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void link(Path kept, Path name) throws IOException {
        try {
            Files.createLink(name, kept);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException otherDisk) {
            Files.copy(kept, name);
        }
    }

    private void fetch(SetListing set, SetSource source, Told told) throws InterruptedException {
        List<SetListing.File> missing = missing(set);
        long bytes = missing.stream().mapToLong(SetListing.File::bytes).sum();
        try {
            makeRoom(set, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Data set " + set.id() + " cannot be put into " + root, e);
        }
        told.fetched(set, 0, bytes);
        var done = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("fetch-file"));
        var coming = new ExecutorCompletionService<Long>(threads);
        try {
            for (SetListing.File file : missing) {
                coming.submit(() -> {
                    fetch(set, file, source, got -> told.fetched(set, Math.min(bytes, done.get() + got), bytes));
                    return done.addAndGet(file.bytes());
                });
            }
            for (int file = 0; file < missing.size(); file++) {
                coming.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } finally {
            end(threads);
        }
        told.fetched(set, bytes, bytes);
        LOG.info("event=data-set-fetched dataset={} files={} bytes={}", set.id(), missing.size(), bytes);
    }

    /** The lock must not go before the last of them has stopped writing. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each content once, whatever names it has. */
    private List<SetListing.File> missing(SetListing set) {
        Set<String> seen = new HashSet<>();
        return set.files().stream()
                .filter(file -> seen.add(file.sha256()) && !Files.exists(sets.place(file)))
                .toList();
    }

    private void fetch(SetListing set, SetListing.File file, SetSource source, LongConsumer got) {
        Path place = sets.place(file);
        Path partial = place.resolveSibling(place.getFileName() + PARTIAL);
        try {
            Files.createDirectories(place.getParent());
            boolean begun = Files.exists(partial);
            source.fetch(set.id(), file, partial, got);
            if (begun && !isRight(file, partial)) { // the first half may be older than the second
                Files.delete(partial);
                source.fetch(set.id(), file, partial, got);
            }
            if (!isRight(file, partial)) {
                throw damaged(set, file, partial);
            }
            sync(partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("r--------"));
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + place + " cannot be written", e);
        }
    }

    private static boolean isRight(SetListing.File file, Path here) throws IOException {
        return Files.size(here) == file.bytes() && FileHash.sha256(here).equals(file.sha256());
    }

    private static DataRefusedException damaged(SetListing set, SetListing.File file, Path here) throws IOException {
        String came = Files.size(here) + " bytes with the SHA-256 " + FileHash.sha256(here);
        Files.delete(here);
        return new DataRefusedException("Data set " + set.id() + ": " + file.name() + " must have " + file.bytes()
                + " bytes with the SHA-256 " + file.sha256() + ", came with " + came
                + ". It was damaged on its way or has changed on the service: retry the run");
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void makeRoom(SetListing set, long needed) throws IOException {
        sets.begin(set); // before: what of it is here already must stay
        if (needed > 0 && needed - sets.bytes() > spare.getAsLong()) {
            throw noRoom(set, needed); // before others go in vain
        }
        long kept = sets.makeRoom(bytes -> bytes + needed <= limit && fits(needed));
        if (kept + needed > limit) {
            throw new NoRoomException("obscura.data.fetched-limit of this worker must be at least " + (kept + needed)
                    + " bytes for data set " + set.id() + ", was " + limit
                    + ". Raise it, or mount the data sets on the node (obscura.data.directory)");
        }
        if (!fits(needed)) {
            throw noRoom(set, needed); // whoever reads what was removed still has it
        }
    }

    private boolean fits(long needed) {
        return needed == 0 || needed <= spare.getAsLong();
    }

    private NoRoomException noRoom(SetListing set, long needed) {
        return new NoRoomException("The disk of " + root + " must have " + needed + " bytes for data set " + set.id()
                + " beyond the share that stays free (obscura.disk.least-free), has "
                + Math.max(0, spare.getAsLong()) + ". Free some, or set obscura.data.fetched to another disk");
    }

    /** Removes what nobody has used for long, unless somebody is fetching. */
    void sweep() {
        Optional<NodeLock> lock = NodeLock.tryTake(root.resolve("lock"));
        lock.ifPresent(held -> {
            try (held) {
                sets.sweep();
            }
        });
    }
}
