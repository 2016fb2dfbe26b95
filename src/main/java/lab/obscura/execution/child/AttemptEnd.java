package lab.obscura.execution.child;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.AttemptFolder.Failure;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns how a computation ended into the file and the exit code that the contract asks for. The outermost edge of an attempt:
 * whatever goes wrong inside becomes a sentence here.
 */
public final class AttemptEnd {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptEnd.class);

    /** Also said by the worker, when there was no space for the child's own words. */
    public static final String FULL_DISK =
            "disk full: what the run writes had no space under obscura.home on its worker. Free disk space there, then retry";

    private AttemptEnd() {}

    /**
     * Computes and writes {@code outcome.json} or {@code failure.json}.
     *
     * @param stopped the code to end with when the computation was stopped from outside
     */
    public static ExitCode of(Supplier<Outcome> computation, AttemptFolder folder, Supplier<ExitCode> stopped) {
        try {
            folder.write(computation.get());
            return ExitCode.SUCCEEDED;
        } catch (SettingsException e) {
            return failed(folder, ExitCode.SETTINGS, e.getMessage());
        } catch (DataException e) {
            return failed(folder, ExitCode.DATA, e.getMessage());
        } catch (TrainingDivergedException e) {
            return failed(folder, ExitCode.DIVERGED, e.getMessage());
        } catch (CancelledException e) {
            return failed(folder, stopped.get(), e.getMessage());
        } catch (RuntimeException | Error e) {
            return unexpected(folder, e);
        }
    }

    /** What it was may stand deep in the causes: another thread met it, or a library wrapped it. */
    private static ExitCode unexpected(AttemptFolder folder, Throwable e) {
        Optional<OutOfMemoryError> memory = causes(e, OutOfMemoryError.class).findFirst();
        if (memory.isPresent()) {
            LOG.error("event=attempt-out-of-memory", e);
            return failed(folder, ExitCode.MEMORY, MemoryWords.of(memory.get()));
        }
        LOG.error("event=attempt-failed", e);
        if (isFullDisk(e)) {
            return failed(folder, ExitCode.DISK, FULL_DISK);
        }
        Optional<String> lostCard = lostCard(e);
        if (lostCard.isPresent()) {
            return failed(folder, ExitCode.INTERNAL, lostCard.get());
        }
        return failed(
                folder,
                ExitCode.INTERNAL,
                String.format(
                        Locale.ROOT,
                        "Internal error (a bug in Obscura): %s. Its log says more",
                        e.toString().lines().findFirst().orElse("")));
    }

    /** CUDA's words for a card that is gone or has stopped; what it says of memory was taken for that before. */
    private static Optional<String> lostCard(Throwable problem) {
        return causes(problem, RuntimeException.class)
                .map(e -> String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .filter(words -> words.contains("CUDA error: "))
                .map(
                        words -> "The card failed in the middle of the run: "
                                + words.substring(words.indexOf("CUDA error: "))
                                + ". Look whether nvidia-smi still lists it; a retry resumes from the newest checkpoint, on any worker with a card")
                .findFirst();
    }

    /** Java knows no type for it; the words are the operating system's. */
    private static boolean isFullDisk(Throwable problem) {
        return causes(problem, IOException.class)
                .map(e -> String.valueOf(e.getMessage()))
                .anyMatch(words -> words.contains("No space left on device") || words.contains("Disk quota exceeded"));
    }

    private static <T extends Throwable> Stream<T> causes(Throwable problem, Class<T> kind) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(100) // a chain may close to a ring
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static ExitCode failed(AttemptFolder folder, ExitCode code, String message) {
        try {
            folder.write(new Failure(code.name().toLowerCase(java.util.Locale.ROOT), message));
        } catch (RuntimeException | Error e) { // the code alone says enough, as when the disk is full
            LOG.error("event=failure-unwritten code={} message=\"{}\"", code, message, e);
        }
        return code;
    }
}
