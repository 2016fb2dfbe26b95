package lab.obscura.execution.checkpoints;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A folder on a file system that every host sees. Files come under a temporary name, are synced and renamed; only their owner may read them. */
final class FolderStore implements CheckpointStore {

    private static final String PARTIAL = ".partial";
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path root;

    FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public List<String> list(String folder) {
        Path start = place(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> !file.toString().endsWith(PARTIAL) && Files.isRegularFile(file))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The folder of checkpoints " + start + " cannot be listed", e);
        }
    }

    @Override
    public Set<String> runs() {
        if (!Files.isDirectory(root)) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new StoreException("The folder of checkpoints " + root + " cannot be listed", e);
        }
    }

    /** Also those that are being written. */
    @Override
    public long bytes() {
        if (Files.notExists(root) && Files.isDirectory(root.getParent())) {
            return 0;
        }
        if (!Files.isDirectory(root)) {
            throw new StoreException("The folder of checkpoints " + root + " is not there");
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The folder of checkpoints " + root + " cannot be listed", e);
        }
    }

    @Override
    public boolean fetch(String key, Path target) {
        try {
            Files.copy(place(key), target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        } catch (IOException e) {
            throw new StoreException("The checkpoint " + place(key) + " cannot be read", e);
        }
    }

    private static StoredFile opened(FileChannel file) throws IOException {
        try {
            return new StoredFile(Channels.newInputStream(file), file.size(), true);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Goes on to be readable when the file is removed or replaced meanwhile. */
    @Override
    public Optional<StoredFile> open(String key) {
        try {
            return Optional.of(opened(FileChannel.open(place(key))));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("The checkpoint " + place(key) + " cannot be read", e);
        }
    }

    @Override
    public void write(String key, Path file) {
        Path target = place(key);
        Path partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PARTIAL);
        try {
            Files.createDirectories(target.getParent(), FOLDER);
            copy(file, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(partial, e);
            throw new StoreException("The checkpoint " + target + " cannot be written", e);
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        try (var from = FileChannel.open(file);
                var to = FileChannel.open(
                        target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
    }

    private static void discard(Path partial, IOException why) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public void delete(String key) {
        Path file = place(key);
        try {
            Files.deleteIfExists(file);
            for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException others) {
            return;
        } catch (IOException e) {
            throw new StoreException("The checkpoint " + file + " cannot be removed", e);
        }
    }

    @Override
    public void deleteAll(String folder) {
        Path start = place(folder);
        if (start.equals(root)) {
            throw new IllegalArgumentException("Only the checkpoints of one run are removed at once");
        }
        try {
            FileSystemUtils.deleteRecursively(start);
        } catch (IOException e) {
            throw new StoreException("The checkpoints in " + start + " cannot be removed", e);
        }
    }

    private Path place(String key) {
        Path place = root.resolve(key).normalize();
        if (!place.startsWith(root)) {
            throw new IllegalArgumentException("A key must stay below the folder of checkpoints, was " + key);
        }
        return place;
    }
}
