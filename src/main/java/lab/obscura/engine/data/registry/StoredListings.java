package lab.obscura.engine.data.registry;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.FactsText;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.settings.MalformedJsonException;
import lab.obscura.engine.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found out about usable data sets, a small file each, so that a restart need not read gigabytes. */
final class StoredListings {

    private static final Logger LOG = LoggerFactory.getLogger(StoredListings.class);

    private final Path folder;

    StoredListings(Path folder) {
        this.folder = folder;
    }

    /** Empty unless it was found out for this state of the files. */
    Optional<DatasetInfo> find(String id, String fingerprint) {
        Path file = file(id);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
            return fingerprint.equals(lines.getProperty("fingerprint"))
                    ? Optional.of(info(id, lines))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | MalformedJsonException | SettingsException e) {
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
                list(lines, "note.", Integer.parseInt(lines.getProperty("notes"))),
                FactsText.read(lines.getProperty("facts", "")),
                Optional.empty(),
                Optional.empty(),
                list(lines, "attribute.", Integer.parseInt(lines.getProperty("attributes", "0"))));
    }

    private static List<String> list(Properties lines, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> lines.getProperty(prefix + i))
                .toList();
    }

    /** Where it cannot be written nothing is lost but time. */
    void store(String fingerprint, DatasetInfo info) {
        var lines = new Properties();
        lines.setProperty("fingerprint", fingerprint);
        lines.setProperty("title", info.title());
        lines.setProperty("format", info.format());
        lines.setProperty("height", String.valueOf(info.shape().height()));
        lines.setProperty("width", String.valueOf(info.shape().width()));
        lines.setProperty("channels", String.valueOf(info.shape().channels()));
        lines.setProperty("classes", String.valueOf(info.classNames().size()));
        put(lines, "class.", info.classNames());
        lines.setProperty("attributes", String.valueOf(info.attributeNames().size()));
        put(lines, "attribute.", info.attributeNames());
        lines.setProperty("notes", String.valueOf(info.notes().size()));
        put(lines, "note.", info.notes());
        lines.setProperty("train", String.valueOf(info.trainCount()));
        lines.setProperty("test", String.valueOf(info.testCount()));
        lines.setProperty("hash", info.contentHash());
        lines.setProperty("facts", FactsText.write(info.facts()));
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
            LOG.warn(
                    "event=listing-not-kept dataset={} folder={} cause=\"{}\" effect=\"it is read again at the next start\"",
                    id,
                    folder,
                    e.getMessage());
        }
    }

    /** Ids are names of folders and therefore safe as names of files, once every locale can write them. */
    private Path file(String id) {
        return folder.resolve(PathNames.ascii(id) + ".properties");
    }
}
