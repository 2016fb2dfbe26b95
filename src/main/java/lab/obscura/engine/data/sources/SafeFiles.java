package lab.obscura.engine.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.DataException;

/**
 * The files of one data set: the only way from the data package to the disk. Nothing outside the data directory is ever opened,
 * not through links either, and nothing larger than memory can hold.
 */
public final class SafeFiles {

    private static final int MOST_FILES = 500_000;
    private static final long LARGEST_FILE = 2_000_000_000L;

    /**
     * A file as the directory shows it.
     *
     * @param name path below the data set's folder, with {@code /} between its parts
     */
    public record Entry(String name, long size, long modifiedMillis) {

        /** The last part of the name. */
        public String baseName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    private final String id;
    private final Path folder;
    private final List<Entry> entries;

    private SafeFiles(String id, Path folder, List<Entry> entries) {
        this.id = id;
        this.folder = folder;
        this.entries = entries;
    }

    /** The files of the folder {@code id} in the data directory. */
    public static SafeFiles of(Path dataDirectory, String id) {
        try {
            Path root = dataDirectory.toRealPath();
            Path folder = root.resolve(id).toRealPath();
            if (!folder.startsWith(root) || folder.equals(root)) {
                throw new DataException("Data set " + id + " is a link to a place outside the data directory. "
                        + "Move the folder into the data directory");
            }
            var entries = new ArrayList<Entry>();
            Files.walkFileTree(folder, new Collector(id, folder, entries));
            entries.sort(Comparator.comparing(Entry::name));
            return new SafeFiles(id, folder, List.copyOf(entries));
        } catch (IOException e) {
            throw new DataException("Data set " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All files, in the order of their names; hidden files and folders are left out. */
    public List<Entry> entries() {
        return entries;
    }

    /** The first file whose base name is this one. */
    public Optional<Entry> named(String baseName) {
        return entries.stream()
                .filter(entry -> entry.baseName().equalsIgnoreCase(baseName))
                .findFirst();
    }

    /** All files whose base name matches, in the order of their names. */
    public List<Entry> matching(String pattern) {
        return entries.stream()
                .filter(entry -> entry.baseName().matches(pattern))
                .toList();
    }

    /** How messages call a file: data set and name. */
    public String describe(Entry entry) {
        return id + "/" + entry.name();
    }

    /** All bytes of a file. */
    public byte[] read(Entry entry) {
        try (InputStream in = open(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
    }

    /** All lines of a small text file that are not blank. */
    public List<String> lines(Entry entry) {
        if (entry.size() > 1_000_000) {
            throw new DataException(
                    describe(entry) + " must be a text file below 1 MB, has " + entry.size() + " bytes");
        }
        return new String(read(entry), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** A stream over a file, to be closed by the caller. */
    InputStream open(Entry entry) throws IOException {
        return Files.newInputStream(realPath(entry));
    }

    /** The images inside a zip file. */
    SafeZip zip(Entry entry) {
        try {
            return SafeZip.open(describe(entry), realPath(entry));
        } catch (IOException e) {
            throw new DataException(describe(entry) + " must be a zip file: " + e.getMessage() + ". Fetch it again", e);
        }
    }

    DataException unreadable(Entry entry, IOException cause) {
        return new DataException(describe(entry) + " cannot be read: " + cause.getMessage(), cause);
    }

    /** Looked up again at every opening, because a file may have been exchanged for a link since it was listed. */
    private Path realPath(Entry entry) throws IOException {
        Path path = folder.resolve(entry.name()).toRealPath();
        if (!path.startsWith(folder)) {
            throw new DataException(describe(entry) + " is a link to a place outside its folder. Copy the file there");
        }
        return path;
    }

    /** Collects what may be read and refuses the rest. */
    private static final class Collector extends SimpleFileVisitor<Path> {

        private final String id;
        private final Path folder;
        private final List<Entry> entries;

        Collector(String id, Path folder, List<Entry> entries) {
            this.id = id;
            this.folder = folder;
            this.entries = entries;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (attributes.isSymbolicLink() && !isFileWithin(file)) {
                throw new DataException(id + "/" + name + " is a link to a folder or to a place outside its data set. "
                        + "Copy what it points to there");
            }
            BasicFileAttributes real = Files.readAttributes(file, BasicFileAttributes.class);
            if (real.size() > LARGEST_FILE) {
                throw new DataException(id + "/" + name + " must have at most " + LARGEST_FILE + " bytes, has "
                        + real.size() + ". Split it into several files");
            }
            if (entries.size() >= MOST_FILES) {
                throw new DataException("Data set " + id + " must have at most " + MOST_FILES
                        + " files. Pack the images into zip files");
            }
            entries.add(new Entry(name, real.size(), real.lastModifiedTime().toMillis()));
            return FileVisitResult.CONTINUE;
        }

        private boolean isFileWithin(Path link) throws IOException {
            return Files.exists(link)
                    && Files.isRegularFile(link.toRealPath(), LinkOption.NOFOLLOW_LINKS)
                    && link.toRealPath().startsWith(folder);
        }

        private static boolean isHidden(Path path) {
            String name = path.getFileName().toString();
            return name.startsWith(".") || name.equals("__MACOSX");
        }
    }
}
