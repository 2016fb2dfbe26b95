package lab.obscura.remote.supply;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import lab.obscura.execution.checkpoints.CheckpointKey;
import lab.obscura.execution.checkpoints.CheckpointStore;
import lab.obscura.execution.checkpoints.StoreException;
import lab.obscura.execution.checkpoints.StoredFile;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.IncomingFile;
import lab.obscura.platform.web.edge.OutgoingFile;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Checkpoints between workers that reach nothing but the service and its store. A file comes whole, with the hash that its key says and
 * under the fence of its run, or it does not come at all.
 */
@Component
final class CheckpointHandover {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointHandover.class);

    private final CheckpointStore store;
    private final Fences fences;
    private final DiskGuard disk;
    private final FileRelay relay;
    private final long largest;
    private final Path underWay;

    CheckpointHandover(
            CheckpointStore store, Fences fences, DiskGuard disk, FileRelay relay, ObscuraProperties properties)
            throws IOException {
        this.store = store;
        this.fences = fences;
        this.disk = disk;
        this.relay = relay;
        this.largest = properties.checkpoint().largest().toBytes();
        this.underWay = properties.home().resolve("under-way").toAbsolutePath();
        FileSystemUtils.deleteRecursively(underWay); // what a killed service left
    }

    /** All runs of which something is kept, and how much that is. */
    CheckpointsView.Kept kept() {
        Set<String> names = new TreeSet<>(asked(store::runs));
        names.removeIf(name -> run(name).isEmpty());
        return new CheckpointsView.Kept(List.copyOf(names), asked(store::bytes));
    }

    /** The keys of a run's files, in their order, without the run. */
    List<String> keys(String run) {
        RunId id = run(run).orElseThrow(() -> notARun(run));
        return asked(() -> store.list(id.toString())).stream()
                .flatMap(key -> CheckpointKey.of(key).stream())
                .map(key -> key.kind() + "/" + key.name())
                .toList();
    }

    /** Answers with a file, from where it lies or as it comes from there. */
    void send(CheckpointKey key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        StoredFile file = asked(() -> store.open(key.toString()))
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_FILE,
                        "There is no checkpoint",
                        key.toString(),
                        "A later state has replaced it"));
        try {
            if (file.isNear()) {
                Runnable finished = () -> LOG.debug("event=checkpoint-sent key={}", key);
                OutgoingFile.send(request, response, file.content(), file.bytes(), finished);
            } else {
                relay.send(request, response, file.content(), file.bytes());
            }
        } catch (IOException | RuntimeException e) {
            file.content().close();
            throw e;
        }
    }

    /** Takes a file like a checkpoint and keeps nothing: a worker finds out whether everything in between lets it through. */
    void probe(IncomingFile file) throws IOException {
        Optional<Problem> refusal = tooLarge(file).or(this::noRoom);
        if (refusal.isPresent()) {
            file.refuse(refusal.get());
            return;
        }
        file.into(place(), whole -> LOG.debug("event=probed bytes={}", whole.bytes()));
    }

    /** Keeps a file, and answers. */
    void take(CheckpointKey key, long fence, IncomingFile file) throws IOException {
        Optional<Problem> refusal =
                fences.objection(key.run(), fence).or(() -> tooLarge(file)).or(this::noRoom);
        if (refusal.isPresent()) {
            file.refuse(refusal.get());
            return;
        }
        Path here = place();
        file.into(here, whole -> keep(key, fence, here, whole));
    }

    /**
     * The fence is looked at once more, for the file may have been on its way for minutes. Between this look and the renaming in the store
     * another worker can still be given the run. That does no harm: the key says what the file holds, so it replaces nothing but its equal,
     * and a state says by which attempt it is, so that of two workers the later one's is the newest whoever writes last.
     */
    private void keep(CheckpointKey key, long fence, Path file, IncomingFile.Whole whole) {
        if (!whole.sha256().equals(key.sha256())) {
            throw Problem.field(
                    "the body",
                    "a file with the SHA-256 that the address says, " + key.sha256(),
                    whole.sha256() + " (" + whole.bytes() + " bytes)",
                    "It was damaged on its way or has changed: send it again");
        }
        fences.objection(key.run(), fence).ifPresent(refusal -> {
            throw refusal;
        });
        asked(() -> {
            store.write(key.toString(), file);
            return true;
        });
    }

    /** Removes a file; one that is not there is removed already. */
    void remove(CheckpointKey key, long fence) {
        fences.objectionToRemoval(key.run(), fence).ifPresent(refusal -> {
            throw refusal;
        });
        asked(() -> {
            store.delete(key.toString());
            return true;
        });
    }

    /** @throws Problem when there is no such key */
    static CheckpointKey key(String run, String kind, String name) {
        return CheckpointKey.of(run + "/" + kind + "/" + name)
                .orElseThrow(() -> Problem.field(
                        "the address",
                        "the id of a run and " + CheckpointKey.FORM,
                        run + "/" + kind + "/" + name,
                        "Worker and service are of different versions? Give them the same"));
    }

    private static Optional<RunId> run(String name) {
        return CheckpointKey.of(name + "/files/" + "0".repeat(64)).map(CheckpointKey::run);
    }

    private static Problem notARun(String name) {
        return Problem.field(
                "the address", "the id of a run", name, "Ids are as in 9f4d1e0a-3b6c-4d0e-8a3f-0c1d2e3f4a5b");
    }

    private Optional<Problem> tooLarge(IncomingFile file) {
        return file.length() <= largest
                ? Optional.empty()
                : Optional.of(new Problem(
                        ErrorType.BODY_TOO_LARGE,
                        "A checkpoint may have " + largest + " bytes (obscura.checkpoint.largest), this has "
                                + file.length() + ". Raise the limit of the service"));
    }

    private Optional<Problem> noRoom() {
        return disk.shortage().map(shortage -> new Problem(ErrorType.DISK_FULL, shortage));
    }

    /** For one file that comes or goes; nobody else may read it. */
    private Path place() throws IOException {
        Files.createDirectories(
                underWay, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return underWay.resolve(UUID.randomUUID().toString());
    }

    private static <T> T asked(Supplier<T> store) {
        try {
            return store.get();
        } catch (StoreException e) {
            LOG.warn("event=checkpoint-store-away cause=\"{}\"", e.getMessage());
            throw new Problem(
                    ErrorType.UNAVAILABLE, "The service's store of checkpoints cannot be reached; its log says more");
        }
    }
}
