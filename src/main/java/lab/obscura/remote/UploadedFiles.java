package lab.obscura.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.engine.files.FileHash;
import lab.obscura.execution.remote.WorkerCalls;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.IncomingFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Files on their way from workers. One that nobody takes within an hour goes. Safe for use by several threads. */
final class UploadedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UploadedFiles.class);
    private static final Duration KEPT = Duration.ofHours(1);
    /** Pictures and an encoder: a few megabytes. */
    private static final long LARGEST = 1L << 30;

    private final Path folder;
    private final DiskGuard disk;
    private final Clock clock;

    UploadedFiles(Path folder, DiskGuard disk, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
        this.clock = clock;
    }

    /** Takes a file up, and answers. */
    void receive(UUID upload, IncomingFile file) throws IOException {
        Optional<Problem> refusal = tooLarge(file.length())
                .or(() -> disk.shortage().map(shortage -> new Problem(ErrorType.DISK_FULL, shortage)));
        if (refusal.isPresent()) {
            file.refuse(refusal.get());
            return;
        }
        Files.createDirectories(folder);
        Path underWay = folder.resolve(UUID.randomUUID() + ".under-way");
        file.into(underWay, whole -> keep(underWay, place(upload)));
    }

    private static Optional<Problem> tooLarge(long bytes) {
        return bytes <= LARGEST
                ? Optional.empty()
                : Optional.of(new Problem(
                        ErrorType.BODY_TOO_LARGE, "An outcome may have " + LARGEST + " bytes, this has " + bytes));
    }

    /** A file that comes twice, because the answer to the first was lost, takes the place of itself; what is taken is compared with its hash. */
    private static void keep(Path file, Path place) {
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be kept", e);
        }
    }

    /**
     * Hands a file over that is whole; whoever takes it removes it.
     *
     * @throws Problem when it is unknown or not what its sender says
     */
    Path take(WorkerCalls.UploadedFile upload) {
        Path file = place(upload.upload());
        try {
            if (!Files.exists(file)) {
                throw Problem.unknown(
                        ErrorType.UNKNOWN_UPLOAD,
                        "There is no upload",
                        upload.upload().toString(),
                        "Send the file again");
            }
            Path taken = file.resolveSibling(upload.upload() + ".taken");
            Files.move(file, taken);
            if (Files.size(taken) != upload.bytes() || !FileHash.sha256(taken).equals(upload.sha256())) {
                Files.delete(taken);
                throw new Problem(
                        ErrorType.UNKNOWN_UPLOAD,
                        "What was uploaded is not what its sha256 says: it was damaged on its way. Send it again");
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
                    FileSystemUtils.deleteRecursively(file);
                }
            } catch (IOException e) {
                LOG.warn("event=upload-stays file={} cause=\"{}\"", file, e.getMessage());
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
