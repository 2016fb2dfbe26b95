package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.execution.checkpoints.PublishedState.PublishedFile;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one attempt: brought to this host before it begins, published while it runs. The newest two states are kept, so
 * that a damaged one costs an interval and not the run. An attempt that is no longer the newest publishes nothing.
 *
 * <p>For one thread.
 */
final class AttemptCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptCheckpoints.class);
    private static final int KEPT = 2;
    /** The attempt that wrote last into the folder on this host. */
    private static final String MARKER = "attempt";

    private static final String PARTIAL = ".partial";
    /** A folder in the folder: files that are on their way. */
    private static final String UNDER_WAY = "under-way";

    private final CheckpointStore store;
    private final RunId run;
    private final int attempt;
    private final Path folder;
    private int number;
    private List<PublishedFile> published = List.of();

    AttemptCheckpoints(CheckpointStore store, RunId run, int attempt, Path folder) {
        this.store = store;
        this.run = run;
        this.attempt = attempt;
        this.folder = folder;
    }

    /**
     * Brings the newest checkpoints to this host, unless the attempt before this one has left them here.
     *
     * @throws DamagedCheckpointsException when there are some and none is whole; they are removed
     * @throws StoreException when the store cannot be asked
     */
    void begin() {
        if (attempt > 1 && latestHere() != attempt - 1) {
            LocalFiles.empty(folder);
            fetch();
        }
        write(folder.resolve(MARKER), Integer.toString(attempt));
    }

    /**
     * The same on a host that publishes nothing: what lies here counts, unless a worker elsewhere has handed over what it did since.
     *
     * @throws DamagedCheckpointsException when that was handed over and nothing of it is whole; it is removed
     */
    void beginUnpublished() {
        if (attempt > 1 && latestHere() != attempt - 1 && !states().isEmpty()) {
            LocalFiles.empty(folder);
            fetch();
        }
        write(folder.resolve(MARKER), Integer.toString(attempt));
    }

    private int latestHere() {
        Path marker = folder.resolve(MARKER);
        try {
            return Files.exists(marker) ? Integer.parseInt(Files.readString(marker)) : 0;
        } catch (IOException | NumberFormatException torn) {
            LOG.warn("event=checkpoint-marker-unreadable run={} cause=\"{}\"", run, torn.getMessage());
            return 0;
        }
    }

    private void fetch() {
        Path underWay = LocalFiles.empty(folder.resolve(UNDER_WAY));
        List<String> states = states();
        try {
            for (int newest = states.size() - 1; newest >= 0; newest--) {
                Optional<PublishedState> state = fetched(states.get(newest), underWay);
                if (state.isPresent()) {
                    take(state.get(), underWay);
                    return;
                }
                LOG.warn("event=checkpoint-damaged run={} state={}", run, states.get(newest));
            }
        } finally {
            LocalFiles.delete(underWay);
        }
        if (!states.isEmpty()) {
            if (!states().equals(states)) {
                throw new StoreException("A later attempt has published meanwhile; this one is not needed");
            }
            store.list(run.toString()).forEach(store::delete);
            throw new DamagedCheckpointsException("The run cannot resume: of its " + states.size()
                    + " published checkpoints none is whole. They were removed, so a retry restarts it from scratch");
        }
    }

    /** A state whose files are all on this host, with the hashes that it says. */
    private Optional<PublishedState> fetched(String key, Path target) {
        Path description = target.resolve(UNDER_WAY);
        return store.fetch(key, description)
                ? PublishedState.read(key, description)
                        .filter(state -> state.files().stream().allMatch(file -> fetched(file, target)))
                : Optional.empty();
    }

    private boolean fetched(PublishedFile file, Path target) {
        Path here = target.resolve(file.name());
        return store.fetch(file.key(run), here)
                && LocalFiles.size(here) == file.bytes()
                && LocalFiles.sha256(here).equals(file.sha256());
    }

    /** And says at once that this attempt stands on it: an earlier one that still lives must not remove it. */
    private void take(PublishedState state, Path from) {
        for (PublishedFile file : state.files()) {
            LocalFiles.move(from.resolve(file.name()), folder.resolve(file.name()));
        }
        LOG.info(
                "event=checkpoint-fetched run={} attempt={} from-attempt={} bytes={}",
                run,
                attempt,
                state.attempt(),
                state.files().stream().mapToLong(PublishedFile::bytes).sum());
        announce(state.files(), from);
    }

    /**
     * Publishes what is new. Says nothing where nothing is, and nothing where a later attempt has spoken.
     *
     * @return the bytes that went out
     * @throws StoreException when the store cannot be asked; then the states before are as they were
     */
    long publish() {
        Path underWay = LocalFiles.empty(folder.resolve(UNDER_WAY));
        try {
            List<PublishedFile> files = snapshot(underWay);
            if (files.isEmpty() || files.equals(published) || isOvertaken()) {
                return 0;
            }
            Set<String> there = new HashSet<>(store.list(run + "/files"));
            List<PublishedFile> fresh = files.stream()
                    .filter(file -> !there.contains(file.key(run)))
                    .toList();
            fresh.forEach(file -> store.write(file.key(run), underWay.resolve(file.name())));
            announce(files, underWay);
            prune(underWay);
            return fresh.stream().mapToLong(PublishedFile::bytes).sum();
        } finally {
            LocalFiles.delete(underWay);
        }
    }

    /** Files are never changed under their name, so a second name keeps what the computation removes meanwhile. */
    private List<PublishedFile> snapshot(Path underWay) {
        List<PublishedFile> files = new ArrayList<>();
        for (Path file : LocalFiles.of(folder)) {
            String name = file.getFileName().toString();
            Path second = underWay.resolve(name);
            if (!name.equals(MARKER) && !name.endsWith(PARTIAL) && LocalFiles.link(file, second)) {
                files.add(PublishedFile.of(second));
            }
        }
        return files;
    }

    private boolean isOvertaken() {
        boolean overtaken = states().stream().anyMatch(key -> PublishedState.attemptOf(key) > attempt);
        if (overtaken) {
            LOG.warn("event=checkpoint-not-published run={} attempt={} cause=\"a later attempt has\"", run, attempt);
        }
        return overtaken;
    }

    private void announce(List<PublishedFile> files, Path underWay) {
        Path description = underWay.resolve(MARKER);
        String key = new PublishedState(attempt, number, files).write(run, description);
        store.write(key, description);
        number++;
        published = files;
    }

    /** States beyond the newest two, and the files that only they name. */
    private void prune(Path underWay) {
        List<String> states = states();
        List<String> old = states.subList(0, Math.max(0, states.size() - KEPT));
        if (old.isEmpty()) {
            return;
        }
        Set<String> unused = keys(old, underWay);
        unused.removeAll(keys(states.subList(old.size(), states.size()), underWay));
        old.forEach(store::delete);
        unused.forEach(store::delete);
    }

    private Set<String> keys(List<String> states, Path underWay) {
        Path description = underWay.resolve(MARKER);
        Set<String> keys = new HashSet<>();
        for (String state : states) {
            if (store.fetch(state, description)) {
                PublishedState.read(state, description)
                        .ifPresent(read -> read.files().forEach(file -> keys.add(file.key(run))));
            }
        }
        return keys;
    }

    private List<String> states() {
        return store.list(PublishedState.folder(run));
    }

    private static void write(Path file, String text) {
        try {
            WholeFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
