package lab.obscura.run;

import java.util.Optional;
import java.util.UUID;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Runs;
import org.springframework.stereotype.Component;

/** Finds the run that an address names: by its id, or the one submitted last by the word {@code latest}. */
@Component
public final class RunReference {

    static final String LATEST = "latest";

    private final Runs runs;

    public RunReference(Runs runs) {
        this.runs = runs;
    }

    /** The run, or a problem that says where to find one. */
    public Run find(String reference) {
        if (reference.equals(LATEST)) {
            return runs.latest()
                    .orElseThrow(() -> new Problem(
                            ErrorType.UNKNOWN_RUN,
                            "There is no latest run: nothing was submitted yet. POST a preset of /api/v1/presets to"
                                    + " /api/v1/experiments"));
        }
        return id(reference).flatMap(runs::find).orElseThrow(() -> unknown(reference));
    }

    private static Optional<RunId> id(String reference) {
        try {
            return Optional.of(new RunId(UUID.fromString(reference)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Problem unknown(String reference) {
        return Problem.unknown(
                ErrorType.UNKNOWN_RUN,
                "No run has the id",
                reference,
                "GET /api/v1/runs lists the runs; latest names the last one");
    }
}
