package lab.obscura.remote.supply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.ContentHash;
import lab.obscura.engine.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one data set with their hashes, as they were at one time.
 *
 * @param state the fingerprint of that time
 * @param files the way to them
 */
record SetFiles(String state, SafeFiles files, List<Line> lines) {

    private static final Logger LOG = LoggerFactory.getLogger(SetFiles.class);

    SetFiles {
        lines = List.copyOf(lines);
    }

    /**
     * One of them.
     *
     * @param name below the folder of the data set, with {@code /} between its parts
     * @param sha256 in hexadecimal
     */
    record Line(String name, long bytes, String sha256) {}

    /**
     * Reads all files, unless that was done for this state before.
     *
     * @param cache a folder where the hashes are kept
     */
    static SetFiles of(SafeFiles files, String state, Path cache) throws IOException {
        Path kept = cache.resolve(PathNames.ascii(files.id()) + ".sha256");
        Optional<List<Line>> known = read(kept, state);
        if (known.isPresent()) {
            return new SetFiles(state, files, known.get());
        }
        List<Line> lines = new ArrayList<>();
        for (SafeFiles.Entry entry : files.entries()) {
            lines.add(hashed(files, entry));
        }
        keep(kept, state, lines);
        return new SetFiles(state, files, lines);
    }

    /** The first file with this content. */
    Optional<Line> line(String sha256) {
        return lines.stream().filter(line -> line.sha256().equals(sha256)).findFirst();
    }

    private static Line hashed(SafeFiles files, SafeFiles.Entry entry) throws IOException {
        var digest = ContentHash.sha256();
        try (InputStream content = new DigestInputStream(files.open(entry), digest)) {
            long bytes = content.transferTo(OutputStream.nullOutputStream());
            return new Line(entry.name(), bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Empty unless it was found out for this state. A torn or foreign file is as good as none. */
    private static Optional<List<Line>> read(Path kept, String state) {
        try {
            List<String> text = Files.exists(kept) ? Files.readAllLines(kept) : List.of("");
            if (!text.get(0).equals(state)) {
                return Optional.empty();
            }
            return Optional.of(text.stream()
                    .skip(1)
                    .map(line -> line.split(" ", 3))
                    .map(parts -> new Line(parts[2], Long.parseLong(parts[1]), parts[0]))
                    .toList());
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("event=file-hashes-unreadable file={} cause=\"{}\"", kept, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static void keep(Path kept, String state, List<Line> lines) {
        var text = new StringBuilder(state).append('\n');
        lines.forEach(line -> text.append(line.sha256())
                .append(' ')
                .append(line.bytes())
                .append(' ')
                .append(line.name())
                .append('\n'));
        try {
            WholeFile.write(kept, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("event=file-hashes-not-kept file={} cause=\"{}\"", kept, e.getMessage());
        }
    }
}
