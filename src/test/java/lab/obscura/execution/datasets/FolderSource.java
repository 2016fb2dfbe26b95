package lab.obscura.execution.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Data sets of a folder, as a service that is never away would hand them out. Counts what is fetched. */
final class FolderSource implements SetSource {

    final AtomicInteger fetched = new AtomicInteger();
    private final Path folder;
    private final int pauseMillis;
    private final AtomicBoolean cut = new AtomicBoolean();
    /** To which size images were asked for, in turn. */
    final List<Integer> sizes = new ArrayList<>();

    /** Of the images of all sets. */
    int side;

    FolderSource(Path folder) {
        this(folder, 0);
    }

    /** @param pauseMillis before each file */
    FolderSource(Path folder, int pauseMillis) {
        this.folder = folder;
        this.pauseMillis = pauseMillis;
    }

    /** The next file comes half. */
    void cut() {
        cut.set(true);
    }

    @Override
    public List<Offered> all() {
        try (Stream<Path> sets = Files.list(folder)) {
            return sets.sorted()
                    .map(set -> new Offered(set.getFileName().toString(), bytes(set)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(Path set) {
        try (Stream<Path> files = Files.walk(set)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SetListing listing(String id, int imageSize) {
        Path set = folder.resolve(id);
        sizes.add(imageSize);
        try (Stream<Path> found = Files.walk(set)) {
            List<Path> all = found.filter(path -> !path.equals(set)).sorted().toList();
            return new SetListing(
                    id,
                    "d".repeat(64),
                    side,
                    all.stream()
                            .filter(Files::isDirectory)
                            .map(path -> set.relativize(path).toString())
                            .toList(),
                    all.stream()
                            .filter(Files::isRegularFile)
                            .map(path -> file(set.relativize(path).toString(), path))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SetListing.File file(String name, Path path) {
        try {
            byte[] content = Files.readAllBytes(path);
            return new SetListing.File(name, content.length, sha256(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void fetch(String id, SetListing.File file, Path here, LongConsumer got) {
        fetched.incrementAndGet();
        boolean isCut = cut.getAndSet(false);
        try (InputStream from = Files.newInputStream(folder.resolve(id).resolve(file.name()));
                OutputStream to = Files.newOutputStream(here, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Thread.sleep(pauseMillis);
            from.skipNBytes(Files.size(here));
            byte[] rest = from.readAllBytes();
            to.write(rest, 0, isCut ? rest.length / 2 : rest.length);
            got.accept(file.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isCut) {
            throw new DataAwayException("the line was cut");
        }
    }
}
