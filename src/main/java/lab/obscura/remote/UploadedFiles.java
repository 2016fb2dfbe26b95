package lab.obscura.remote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.engine.files.FileHash;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;

/**
 * Files on their way from workers, in pieces: each is a request that the edge of the service takes like any other. A file that nobody takes within an
 * hour goes. Safe for use by several threads; the pieces of one file come one after the other.
 */
final class UploadedFiles {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final long LARGEST = 8L << 30;

    private final Path folder;
    private final DiskGuard disk;
    private final Clock clock;

    UploadedFiles(Path folder, DiskGuard disk, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Adds a piece. The same one may come again when its sender did not hear that it was taken.
     *
     * @param offset where it belongs, in bytes from the beginning
     */
    void append(UUID upload, long offset, byte[] piece) {
        disk.shortage().ifPresent(shortage -> {
            throw new Problem(ErrorType.DISK_FULL, shortage);
        });
        if (offset < 0 || offset + piece.length > LARGEST) {
            throw Problem.field("offset", "from 0 to " + LARGEST + " with the piece", "" + offset, "Send less");
        }
        try {
            Files.createDirectories(folder);
            try (var file = new RandomAccessFile(place(upload).toFile(), "rw")) {
                if (offset > file.length()) {
                    throw Problem.field(
                            "offset",
                            "at most " + file.length() + ", what is here of the file",
                            "" + offset,
                            "Send the pieces in their order");
                }
                file.seek(offset);
                file.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be written", e);
        }
    }

    /**
     * Hands a file over that is whole; whoever takes it removes it.
     *
     * @throws Problem when it is unknown or not what its sender says
     */
    Path take(UUID upload, long bytes, String sha256) {
        Path file = place(upload);
        try {
            if (!Files.exists(file)) {
                throw Problem.unknown(
                        ErrorType.UNKNOWN_UPLOAD, "There is no upload", upload.toString(), "Send its pieces again");
            }
            Path taken = file.resolveSibling(upload + ".taken");
            Files.move(file, taken);
            if (Files.size(taken) != bytes || !FileHash.sha256(taken).equals(sha256)) {
                Files.delete(taken);
                throw Problem.field(
                        "sha256", "that of what was uploaded", sha256, "A piece was damaged. Send all of them again");
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be read", e);
        }
    }

    /** Removes what nobody took. */
    void sweep() {
        Instant oldest = clock.instant().minus(KEPT);
        for (Path file : files()) {
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("An upload cannot be removed", e);
            }
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("UploadedFiles cannot be listed", e);
        }
    }

    private Path place(UUID upload) {
        return folder.resolve(upload.toString());
    }
}
