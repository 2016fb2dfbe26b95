package lab.obscura.execution.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;

/** What a successful attempt left for the database, as one ZIP archive: the outcome, and the files that it speaks of. */
public final class OutcomeArchive {

    /** The outcome itself is read into memory. */
    private static final long LARGEST_TEXT = 64L << 20;

    private OutcomeArchive() {}

    static void write(Outcome outcome, AttemptFolder folder, Path archive) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Path file : files(outcome, folder)) {
                zip.putNextEntry(new ZipEntry(name(folder, file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /**
     * Unpacks an archive into the folder of an attempt: first the outcome, then no other file than it speaks of.
     *
     * @param most bytes that it may hold
     * @throws DamagedOutcome when the archive is too large, incomplete, or holds something else
     * @throws IOException when it cannot be read or unpacked
     */
    public static Outcome read(Path archive, AttemptFolder folder, long most) throws IOException {
        long left = most;
        Set<String> missing = new LinkedHashSet<>();
        Outcome outcome = null;
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (outcome == null) {
                    left -= copy(zip, folder.outcome(), Math.min(left, LARGEST_TEXT));
                    outcome = folder.readOutcome();
                    for (Path file : files(outcome, folder)) {
                        missing.add(name(folder, file));
                    }
                } else if (missing.contains(entry.getName())) {
                    left -= copy(zip, folder.path().resolve(entry.getName()), left);
                } else {
                    throw new DamagedOutcome("It holds a file that its outcome does not speak of");
                }
                missing.remove(entry.getName());
            }
        }
        if (outcome == null || !missing.isEmpty()) {
            throw new DamagedOutcome("Of the files that its outcome speaks of " + missing.size() + " are missing");
        }
        return outcome;
    }

    private static long copy(InputStream content, Path file, long most) throws IOException {
        Files.createDirectories(file.getParent());
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[1 << 16];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                copied += read;
                if (copied > most) {
                    throw new DamagedOutcome("It holds too much");
                }
                out.write(chunk, 0, read);
            }
        }
        return copied;
    }

    /** The outcome first. */
    private static Set<Path> files(Outcome outcome, AttemptFolder folder) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(folder.outcome());
        files.add(folder.thumbnail());
        files.add(folder.encoder());
        for (Outcome.GalleryImage image : outcome.gallery()) {
            files.add(folder.original(image.index()));
            outcome.attacks().forEach(attack -> files.add(folder.reconstruction(attack.slug(), image.index())));
        }
        return files;
    }

    /** Of a slug that leads out of the folder nothing is read or written. */
    private static String name(AttemptFolder folder, Path file) {
        Path inside = folder.path().relativize(file.normalize());
        if (inside.startsWith("..") || inside.isAbsolute()) {
            throw new IllegalArgumentException("A file of an attempt must lie in its folder, was " + inside);
        }
        return inside.toString();
    }
}
