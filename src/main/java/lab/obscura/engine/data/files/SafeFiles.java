package lab.obscura.engine.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.engine.data.images.DataException;

/**
 * The files of one data set: the only way from the data package to the disk. Nothing outside the data directory is ever opened,
 * not through links either, and nothing larger than memory can hold.
 */
public final class SafeFiles {

    private static final int MOST_FILES = 500_000;
    private static final long LARGEST_FILE = 2_000_000_000L;
    private static final String NO_FILE = " must be a file, is a pipe, a socket or a device. Remove it";

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
    private final List<String> folders;

    /** In some locales a name cannot be made into a path again: these as they were found. */
    private final Map<String, Path> unwritable;

    private SafeFiles(String id, Path folder, Collector found) {
        this.id = id;
        this.folder = folder;
        found.entries.sort(Comparator.comparing(Entry::name));
        this.entries = List.copyOf(found.entries);
        this.folders = found.folders.stream().sorted().toList();
        this.unwritable = Map.copyOf(found.unwritable);
    }

    /** The files of the folder {@code id} in the data directory. */
    public static SafeFiles of(Path dataDirectory, String id) {
        try {
            Path root = dataDirectory.toRealPath();
            Path folder = DataFolders.in(root).get(id).toRealPath();
            if (!folder.startsWith(root) || folder.equals(root)) {
                throw new DataException("Data set " + id + " is a link to a place outside the data directory. "
                        + "Move the folder into the data directory");
            }
            var found = new Collector(id, folder);
            Files.walkFileTree(folder, found);
            return new SafeFiles(id, folder, found);
        } catch (IOException e) {
            throw new DataException("Data set " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the data set is called. */
    public String id() {
        return id;
    }

    /** All files, in the order of their names; hidden files and folders are left out. */
    public List<Entry> entries() {
        return entries;
    }

    /** All folders below the data set's own, in order, empty ones too; hidden ones are left out. */
    public List<String> folders() {
        return folders;
    }

    /** The first file whose base name is this one. */
    public Optional<Entry> named(String baseName) {
        return entries.stream()
                .filter(entry -> entry.baseName().equalsIgnoreCase(baseName))
                .findFirst();
    }

    /** All files whose base name matches, in small or capital letters, in the order of their names. */
    public List<Entry> matching(String pattern) {
        var names = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return entries.stream()
                .filter(entry -> names.matcher(entry.baseName()).matches())
                .toList();
    }

    /** Whether two files hold the same bytes. */
    public boolean same(Entry first, Entry second) {
        try {
            return first.size() == second.size() && Files.mismatch(realPath(first), realPath(second)) < 0;
        } catch (IOException e) {
            throw unreadable(second, e);
        }
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

    /** The first bytes of a file, at most so many. */
    public byte[] beginning(Entry entry, int most) {
        try (InputStream in = open(entry)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
    }

    /** All lines of a small text file that are not blank, in any encoding that says which it is. */
    public List<String> lines(Entry entry) {
        if (entry.size() > 1_000_000) {
            throw new DataException(
                    describe(entry) + " must be a text file below 1 MB, has " + entry.size() + " bytes");
        }
        return Texts.lines(describe(entry), read(entry)).stream()
                .map(Texts.Line::text)
                .toList();
    }

    /** A stream over a file, to be closed by the caller. */
    public InputStream open(Entry entry) throws IOException {
        return open(entry.name());
    }

    /** The same by its name. */
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(realPath(name));
    }

    /** A file in which one may jump, to be closed by the caller. */
    public SeekableByteChannel channel(String name) throws IOException {
        return Files.newByteChannel(realPath(name));
    }

    /** Gives a file a second name outside; where that cannot be, as on another disk, a copy. */
    public void link(Entry entry, Path name) throws IOException {
        Path file = realPath(entry);
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | IOException otherDisk) {
            Files.copy(file, name, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The images inside a zip file. */
    public SafeZip zip(Entry entry) {
        try {
            return SafeZip.open(describe(entry), realPath(entry));
        } catch (IOException e) {
            throw new DataException(
                    describe(entry) + " must be a zip file, but "
                            + FileKind.sentence(
                                    head(entry), "cannot be opened: " + e.getMessage() + ". Fetch it again"),
                    e);
        }
    }

    /** The first bytes of a file, by which {@link FileKind} knows it. */
    public byte[] head(Entry entry) {
        return beginning(entry, FileKind.HEAD);
    }

    public DataException unreadable(Entry entry, IOException cause) {
        return new DataException(describe(entry) + " cannot be read: " + cause.getMessage(), cause);
    }

    private Path realPath(Entry entry) throws IOException {
        return realPath(entry.name());
    }

    /** Looked up again at every opening, because a file may have been exchanged for a link or a pipe since it was listed. */
    private Path realPath(String name) throws IOException {
        Path found = unwritable.get(name);
        Path path = (found == null ? folder.resolve(name) : found).toRealPath();
        if (!path.startsWith(folder)) {
            throw new DataException(id + "/" + name + " is a link to a place outside its folder. Copy the file there");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException(id + "/" + name + NO_FILE);
        }
        return path;
    }

    /** Collects what may be read and refuses the rest. */
    private static final class Collector extends SimpleFileVisitor<Path> {

        private final String id;
        private final Path folder;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();
        private final Map<String, Path> unwritable = new HashMap<>();

        Collector(String id, Path folder) {
            this.id = id;
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.equals(folder)) {
                return FileVisitResult.CONTINUE;
            }
            if (isHidden(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(name(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            String name = name(file);
            if (attributes.isSymbolicLink() && !isFileWithin(file)) {
                throw new DataException(id + "/" + name + " is a link to a folder or to a place outside its data set. "
                        + "Copy what it points to there");
            }
            BasicFileAttributes real = Files.readAttributes(file, BasicFileAttributes.class);
            check(name, real);
            entries.add(new Entry(name, real.size(), real.lastModifiedTime().toMillis()));
            if (!isWritable(name, file)) {
                unwritable.put(name, file);
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isWritable(String name, Path file) {
            try {
                return folder.resolve(name).equals(file);
            } catch (InvalidPathException otherLocale) {
                return false;
            }
        }

        private void check(String name, BasicFileAttributes real) {
            if (!real.isRegularFile()) {
                throw new DataException(id + "/" + name + NO_FILE);
            }
            if (real.size() > LARGEST_FILE) {
                throw new DataException(id + "/" + name + " must have at most " + LARGEST_FILE + " bytes, has "
                        + real.size() + ". Split it into several files");
            }
            if (entries.size() >= MOST_FILES) {
                throw new DataException("Data set " + id + " must have at most " + MOST_FILES
                        + " files. Pack the images into zip files");
            }
            ForeignNames.objection(List.of(name.split("/"))).ifPresent(why -> {
                throw new DataException(id + "/" + ZipNames.printable(name) + " " + why);
            });
        }

        /** The path below the data set's folder, with {@code /} between its parts. */
        private String name(Path path) {
            var name = new StringBuilder();
            for (Path step : folder.relativize(path)) {
                name.append(name.isEmpty() ? "" : "/").append(PathNames.of(step).orElseThrow(() -> notUtf8(step)));
            }
            return name.toString();
        }

        private DataException notUtf8(Path step) {
            return new DataException(
                    id + ": the name of a file or folder must be UTF-8, is " + PathNames.printable(step)
                            + ". Rename it, or copy it again with names in UTF-8 (LANG or LC_ALL set to C.UTF-8 while copying)");
        }

        private boolean isFileWithin(Path link) throws IOException {
            return Files.exists(link)
                    && Files.isRegularFile(link.toRealPath(), LinkOption.NOFOLLOW_LINKS)
                    && link.toRealPath().startsWith(folder);
        }

        private static boolean isHidden(Path path) {
            return ForeignNames.isHidden(PathNames.printable(path));
        }
    }
}
