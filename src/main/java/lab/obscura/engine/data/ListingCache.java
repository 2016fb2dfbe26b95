package lab.obscura.engine.data;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.sources.SafeFiles;

/**
 * Remembers what a data set holds for as long as the names, sizes and times of its files stay the same: in memory, and for usable
 * data sets in a small file each, so that a restart need not read gigabytes.
 */
final class ListingCache {

    /** Part of every fingerprint; raised when readers change what they make of the same files. */
    private static final String READERS = "readers-6";

    private record Known(String fingerprint, DatasetListing listing) {}

    private final Path folder;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    ListingCache(Path folder) {
        this.folder = folder;
    }

    /**
     * The listing for this state of the files, read only when it is not known yet. Never throws for damaged data.
     *
     * @param imageSize what the pictures are scaled to; 0 for nothing
     */
    DatasetListing get(String id, int imageSize, Supplier<String> files, Supplier<DatasetListing> reader) {
        try {
            String fingerprint = imageSize + "-" + files.get();
            return known.compute(
                            imageSize + "/" + id,
                            (key, before) ->
                                    before != null && before.fingerprint().equals(fingerprint)
                                            ? before
                                            : new Known(fingerprint, storedOrRead(id, fingerprint, reader)))
                    .listing();
        } catch (DataException e) {
            return new DatasetListing.Damaged(id, e.getMessage());
        }
    }

    /** Changes when a file is added, removed or written. */
    static String fingerprint(SafeFiles files) {
        MessageDigest digest = ContentHash.sha256();
        digest.update(READERS.getBytes(StandardCharsets.UTF_8));
        for (SafeFiles.Entry entry : files.entries()) {
            String line = entry.name() + '\0' + entry.size() + '\0' + entry.modifiedMillis() + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private DatasetListing storedOrRead(String id, String fingerprint, Supplier<DatasetListing> reader) {
        return stored(id, fingerprint).orElseGet(() -> readAndStore(id, fingerprint, reader));
    }

    private DatasetListing readAndStore(String id, String fingerprint, Supplier<DatasetListing> reader) {
        try {
            DatasetListing listing = reader.get();
            if (listing instanceof DatasetListing.Usable usable) {
                store(fingerprint, usable.info());
            }
            return listing;
        } catch (DataException e) {
            return new DatasetListing.Damaged(id, e.getMessage());
        }
    }

    private Optional<DatasetListing> stored(String id, String fingerprint) {
        Path file = file(id);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
            return fingerprint.equals(lines.getProperty("fingerprint"))
                    ? Optional.of(new DatasetListing.Usable(info(id, lines)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a torn file is as good as none: the data set is read again and the file replaced
        }
    }

    private static DatasetInfo info(String id, Properties lines) {
        int classes = Integer.parseInt(lines.getProperty("classes"));
        List<String> names = list(lines, "class.", classes);
        return new DatasetInfo(
                id,
                lines.getProperty("title"),
                lines.getProperty("format"),
                new ImageShape(
                        Integer.parseInt(lines.getProperty("height")),
                        Integer.parseInt(lines.getProperty("width")),
                        Integer.parseInt(lines.getProperty("channels"))),
                names,
                Integer.parseInt(lines.getProperty("train")),
                Integer.parseInt(lines.getProperty("test")),
                lines.getProperty("hash"),
                Boolean.parseBoolean(lines.getProperty("synthetic")),
                list(lines, "note.", Integer.parseInt(lines.getProperty("notes"))));
    }

    private static List<String> list(Properties lines, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> lines.getProperty(prefix + i))
                .toList();
    }

    private void store(String fingerprint, DatasetInfo info) {
        var lines = new Properties();
        lines.setProperty("fingerprint", fingerprint);
        lines.setProperty("title", info.title());
        lines.setProperty("format", info.format());
        lines.setProperty("height", String.valueOf(info.shape().height()));
        lines.setProperty("width", String.valueOf(info.shape().width()));
        lines.setProperty("channels", String.valueOf(info.shape().channels()));
        lines.setProperty("classes", String.valueOf(info.classNames().size()));
        put(lines, "class.", info.classNames());
        lines.setProperty("notes", String.valueOf(info.notes().size()));
        put(lines, "note.", info.notes());
        lines.setProperty("train", String.valueOf(info.trainCount()));
        lines.setProperty("test", String.valueOf(info.testCount()));
        lines.setProperty("hash", info.contentHash());
        lines.setProperty("synthetic", String.valueOf(info.synthetic()));
        write(info.id(), lines);
    }

    private static void put(Properties lines, String prefix, List<String> values) {
        IntStream.range(0, values.size()).forEach(i -> lines.setProperty(prefix + i, values.get(i)));
    }

    private void write(String id, Properties lines) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "listing", ".tmp");
            try (Writer out = Files.newBufferedWriter(temporary)) {
                lines.store(out, null);
            }
            Files.move(temporary, file(id), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException(
                    "What was found in data set " + id + " cannot be written to " + folder + " (" + e.getMessage()
                            + "). Make that folder writable",
                    e);
        }
    }

    /** Ids are names of folders and therefore safe as names of files, once every locale can write them. */
    private Path file(String id) {
        return folder.resolve(PathNames.ascii(id) + ".properties");
    }
}
