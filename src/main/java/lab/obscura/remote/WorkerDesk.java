package lab.obscura.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.remote.DamagedOutcome;
import lab.obscura.execution.remote.OutcomeArchive;
import lab.obscura.execution.remote.WorkerCalls;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Claimed;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.InterimPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;

/** Does for workers over HTTPS what direct ones do themselves. */
final class WorkerDesk {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);
    /** Pictures and an encoder: a few megabytes. */
    private static final long LARGEST_OUTCOME = 1L << 30;

    /** A sheet of pictures. */
    private static final long LARGEST_PICTURE = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WorkerDesk.class);

    private final QueueLink queue;
    private final UploadedFiles uploads;

    WorkerDesk(QueueLink queue, UploadedFiles uploads) {
        this.queue = queue;
        this.uploads = uploads;
    }

    QueueLink queue() {
        return queue;
    }

    WorkerCalls.Asked claim(WorkerCalls.Ask ask) {
        return new WorkerCalls.Asked(queue.claim(ask.worker(), checked(ask.lease()), ask.prospect()));
    }

    WorkerCalls.Heard heartbeat(WorkerCalls.Beat beat) {
        return new WorkerCalls.Heard(queue.heartbeat(beat.claim(), checked(beat.lease())));
    }

    /** A lease of a year would keep a lost run for a year. */
    private static Duration checked(Duration lease) {
        if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw Problem.field(
                    "lease",
                    "between " + SHORTEST_LEASE.toSeconds() + " and " + LONGEST_LEASE.toSeconds() + " seconds",
                    "" + lease.toSeconds(),
                    "Set obscura.worker.lease of the worker");
        }
        return lease;
    }

    Written show(WorkerCalls.Show show) {
        Path file = uploads.take(show.png());
        try {
            if (Files.size(file) > LARGEST_PICTURE) {
                throw Problem.field(
                        "png", "at most " + LARGEST_PICTURE + " bytes", "" + Files.size(file), "Show fewer pictures");
            }
            var picture = new InterimPicture(show.attack(), show.detail(), Files.readAllBytes(file));
            return queue.show(show.claim(), picture);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be read", e);
        } finally {
            remove(file);
        }
    }

    Written succeed(WorkerCalls.Succeed succeed) {
        Path archive = uploads.take(succeed.archive());
        Path folder = archive.resolveSibling(succeed.archive().upload() + ".unpacked");
        try {
            return stored(succeed.claim(), archive, new AttemptFolder(folder));
        } finally {
            remove(archive);
            remove(folder);
        }
    }

    private Written stored(Claimed claim, Path archive, AttemptFolder folder) {
        Outcome outcome;
        try {
            Files.createDirectories(folder.path());
            outcome = OutcomeArchive.read(archive, folder, LARGEST_OUTCOME);
        } catch (ZipException | DamagedOutcome | JacksonException | IllegalArgumentException e) {
            throw Problem.field(
                    "the outcome",
                    "an archive with outcome.json and the files that it speaks of",
                    "one that cannot be read",
                    e.getMessage());
        } catch (IOException e) {
            LOG.warn("event=outcome-not-unpacked run={} cause=\"{}\"", claim.run(), e.getMessage());
            throw new Problem(ErrorType.UNAVAILABLE, "The service cannot unpack the outcome; its log says more");
        }
        return queue.succeed(claim, outcome, folder);
    }

    private static void remove(Path place) {
        try {
            FileSystemUtils.deleteRecursively(place);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be removed", e);
        }
    }

    WorkerCalls.There known(WorkerCalls.Known known) {
        Map<RunId, RunState> states = queue.states(new HashSet<>(known.runs()));
        List<WorkerCalls.Standing> standings = states.entrySet().stream()
                .map(entry -> new WorkerCalls.Standing(entry.getKey(), entry.getValue()))
                .toList();
        return new WorkerCalls.There(
                standings, queue.trainings(new HashSet<>(known.trainings())), queue.waitingWithCheckpoint());
    }
}
