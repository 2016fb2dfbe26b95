package lab.obscura.keeping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.platform.FolderSize;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * What runs have left on this host and in the store of checkpoints: checkpoints, files of attempts, trained networks. What stays here after a crash, and what lies on
 * hosts of other workers, their sweepers remove.
 */
@Component
final class RunFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    private final Path attempts;
    private final Path checkpoints;
    private final Path trained;
    private final PublishedCheckpoints published;

    RunFiles(ObscuraProperties properties, PublishedCheckpoints published) {
        this.published = published;
        this.attempts = properties.attempts().toAbsolutePath();
        this.checkpoints = properties.checkpoints().toAbsolutePath();
        this.trained = properties.trained().toAbsolutePath();
    }

    /** The bytes of a run's checkpoints and attempts. */
    long bytes(RunId run) {
        return foldersOf(run).stream().mapToLong(FolderSize::of).sum();
    }

    /** The bytes of a trained network; 0 when it is not here. */
    long trainedBytes(String hash) {
        return FolderSize.of(network(hash));
    }

    /** Removes what a run has left; what cannot be removed is said in the log. */
    void delete(RunId run) {
        foldersOf(run).forEach(RunFiles::remove);
        published.remove(run);
    }

    /** Removes a trained network that no run needs any more. */
    void deleteTrained(String hash) {
        remove(network(hash));
    }

    private List<Path> foldersOf(RunId run) {
        return List.of(attempts.resolve(run.toString()), checkpoints.resolve(run.toString()));
    }

    private Path network(String hash) {
        return trained.resolve(TrainedNetworks.fileName(hash));
    }

    private static void remove(Path place) {
        try {
            FileSystemUtils.deleteRecursively(place);
        } catch (IOException e) {
            LOG.warn("event=files-stay place={} cause=\"{}\"", place, e.getMessage());
        }
    }
}
