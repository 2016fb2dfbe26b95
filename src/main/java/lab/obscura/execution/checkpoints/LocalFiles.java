package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.files.FileHash;
import org.springframework.util.FileSystemUtils;

/** What is done with files on the disk of this host. */
final class LocalFiles {

    private LocalFiles() {}

    /** Makes a folder that is empty. */
    static Path empty(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
        }
    }

    /** The files of a folder without those of its folders, in the order of their names. */
    static List<Path> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be listed", e);
        }
    }

    /** Removes a file or a folder with all that is in it. */
    static void delete(Path place) {
        try {
            FileSystemUtils.deleteRecursively(place);
        } catch (IOException e) {
            throw new UncheckedIOException(place + " cannot be removed", e);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(from + " cannot be moved to " + to, e);
        }
    }

    /** A second name for a file, so that it stays when the first goes; false when it has gone already. */
    static boolean link(Path file, Path name) {
        try {
            try {
                Files.createLink(name, file);
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                Files.copy(file, name);
            }
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** SHA-256 in hexadecimal. */
    static String sha256(Path file) {
        try {
            return FileHash.sha256(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
