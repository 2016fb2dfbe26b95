package lab.obscura.execution.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Compares the folders of runs with the database. Folders whose run is unknown or has succeeded go when nobody has touched them for a
 * day: they are what a worker left that died between storing an outcome and removing its files, or what runs left that were deleted. So
 * do networks that were trained for runs of which there is none any more. Waiting runs whose checkpoint should be here but is not are
 * named in the log: they start from scratch.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration UNTOUCHED = Duration.ofDays(1);

    private final AttemptFolders folders;
    private final PublishedCheckpoints published;
    private final QueueLink queue;
    private final Clock clock;
    private final Set<RunId> reported = new HashSet<>();

    Sweeper(AttemptFolders folders, PublishedCheckpoints published, QueueLink queue, Clock clock) {
        this.folders = folders;
        this.published = published;
        this.queue = queue;
        this.clock = clock;
    }

    /** Removes what belongs to nobody, and reports what is missing. */
    void sweep() {
        removeLeftovers();
        removeUnusedNetworks();
        reportMissing();
    }

    private void removeLeftovers() {
        for (Path root : folders.roots()) {
            Map<RunId, Path> found = runFolders(root);
            Map<RunId, RunState> states = queue.states(found.keySet());
            found.forEach((run, folder) -> {
                RunState state = states.get(run);
                if ((state == null || state == RunState.SUCCEEDED) && isOld(folder)) {
                    remove(folder, state == null ? "unknown" : "succeeded");
                }
            });
        }
    }

    private void removeUnusedNetworks() {
        Map<String, Path> found = networks(folders.trained());
        Set<String> used = queue.trainings(found.keySet());
        found.forEach((hash, file) -> {
            if (!used.contains(hash) && isOld(file)) {
                remove(file, "none of this training");
            }
        });
    }

    /** Where checkpoints are published, those of a run that waits need not be here. */
    private void reportMissing() {
        if (published.isOn()) {
            return;
        }
        for (RunId run : queue.waitingWithCheckpoint()) {
            if (!Files.isDirectory(folders.checkpoints(run)) && reported.add(run)) {
                LOG.warn("event=checkpoint-missing run={} consequence=\"on this host it restarts from scratch\"", run);
            }
        }
    }

    private static void remove(Path folder, String why) {
        try {
            FileSystemUtils.deleteRecursively(folder);
            LOG.info("event=files-swept folder={} run={}", folder, why);
        } catch (IOException e) {
            LOG.warn("event=files-stay folder={} cause={}", folder, e.getMessage());
        }
    }

    private boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(clock.instant().minus(UNTOUCHED));
        } catch (IOException e) {
            return false; // somebody else has just removed it
        }
    }

    private static Map<RunId, Path> runFolders(Path root) {
        Map<RunId, Path> found = new HashMap<>();
        entries(root).forEach(path -> runId(path).ifPresent(run -> found.put(run, path)));
        return found;
    }

    private static Map<String, Path> networks(Path root) {
        Map<String, Path> found = new HashMap<>();
        entries(root)
                .forEach(path ->
                        TrainedNetworks.hashOf(path.getFileName().toString()).ifPresent(hash -> found.put(hash, path)));
        return found;
    }

    private static List<Path> entries(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }

    /** Folders with other names are not ours to judge. */
    private static Optional<RunId> runId(Path folder) {
        try {
            return Optional.of(new RunId(UUID.fromString(folder.getFileName().toString())));
        } catch (IllegalArgumentException notARun) {
            return Optional.empty();
        }
    }
}
