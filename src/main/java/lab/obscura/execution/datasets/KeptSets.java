package lab.obscura.execution.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import lab.obscura.engine.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files the data sets on this node have: {@code files/ab/HASH}, and one list of hashes per set in {@code sets/}, whose time says when it
 * was used last. Files that stand in no list are nobody's.
 */
final class KeptSets {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSets.class);
    private static final int HASH_LENGTH = 64;

    private final Path files;
    private final Path lists;
    private final Duration kept;
    private final Clock clock;

    /** @param kept how long a set stays that nobody uses */
    KeptSets(Path root, Duration kept, Clock clock) {
        this.files = root.resolve("files");
        this.lists = root.resolve("sets");
        this.kept = kept;
        this.clock = clock;
    }

    /** Where a file of this content lies, or will. */
    Path place(SetListing.File file) {
        return files.resolve(file.sha256().substring(0, 2)).resolve(file.sha256());
    }

    /** Says that a set is used now; false when its list is not here. */
    boolean isUsed(SetListing set) throws IOException {
        try {
            Files.setLastModifiedTime(lists.resolve(set.key()), FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException unknown) {
            return false;
        }
    }

    /** From now on its files stay, as far as they are here. To be called under the lock. */
    void begin(SetListing set) throws IOException {
        var hashes = new StringBuilder();
        set.files().forEach(file -> hashes.append(file.sha256()).append('\n'));
        WholeFile.write(lists.resolve(set.key()), hashes.toString().getBytes(StandardCharsets.US_ASCII));
        isUsed(set);
    }

    /**
     * Removes sets that nobody has used for long, and of the others those that were used longest ago, until there is room. The one that was
     * used last stays. To be called under the lock.
     *
     * @param isEnough says of the bytes that all files have whether that leaves room
     * @return how many bytes they have
     */
    long makeRoom(LongPredicate isEnough) {
        sweep();
        List<Path> oldest = oldestFirst();
        long now = bytes();
        for (int next = 0; !isEnough.test(now) && next < oldest.size() - 1; next++) {
            forget(oldest.get(next), "no room");
            removeNobodys();
            now = bytes();
        }
        return now;
    }

    /** Removes sets that nobody has used for long, and files of no set. To be called under the lock. */
    void sweep() {
        Instant before = clock.instant().minus(kept);
        oldestFirst().stream()
                .filter(list -> usedAt(list).isBefore(before))
                .forEach(list -> forget(list, "not used for " + kept));
        removeNobodys();
    }

    private static void forget(Path list, String why) {
        try {
            Files.deleteIfExists(list);
            LOG.info("event=data-set-forgotten set={} reason=\"{}\"", list.getFileName(), why);
        } catch (IOException e) {
            throw new UncheckedIOException(list + " cannot be removed", e);
        }
    }

    private void removeNobodys() {
        Set<String> used = new HashSet<>();
        oldestFirst().forEach(list -> used.addAll(lines(list)));
        for (Path file : under(files)) {
            String name = file.getFileName().toString();
            // half a file counts as much as the whole: it is gone on with
            if (!used.contains(name.substring(0, Math.min(HASH_LENGTH, name.length())))) {
                remove(file);
            }
        }
    }

    /** What all files have together. */
    long bytes() {
        return under(files).stream().mapToLong(KeptSets::size).sum();
    }

    private List<Path> oldestFirst() {
        return under(lists).stream()
                .sorted(Comparator.comparing(KeptSets::usedAt))
                .toList();
    }

    private static List<Path> under(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    private static List<String> lines(Path list) {
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            throw new UncheckedIOException(list + " cannot be read", e);
        }
    }

    private static Instant usedAt(Path list) {
        try {
            return Files.getLastModifiedTime(list).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(list + " cannot be read", e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed", e);
        }
    }
}
