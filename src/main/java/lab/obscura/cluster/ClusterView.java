package lab.obscura.cluster;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What people see of the batch system. */
@Schema(name = "Cluster", description = "The batch system that starts workers, as it was at the last look")
record ClusterView(
        @Schema(description = "Which one; none: nobody starts workers", example = "none")
        String engine,

        @Schema(
                description = "Host and process of the service that scales; empty when none has looked yet",
                example = "login1:4711")
        String scaledBy,

        @Schema(nullable = true, description = "When it looked last")
        Instant lookedAt,

        @Schema(description = "Why it is not known how many pilots there are; empty when it is", example = "")
        String error,

        @Schema(description = "The last commands of the batch system, the newest first")
        List<Command> commands,

        List<Pool> pools,

        @Schema(
                description =
                        "The newest pilots, those that live first, also of batch systems that this service does not scale")
        List<Pilot> pilots) {

    ClusterView {
        commands = List.copyOf(commands);
        pools = List.copyOf(pools);
        pilots = List.copyOf(pilots);
    }

    @Schema(name = "ClusterCommand")
    record Command(
            @Schema(example = "squeue --noheader") String line,

            @Schema(description = "0 when it went well", example = "0")
            int code,

            @Schema(description = "What it said of its failure", example = "")
            String said,

            Instant at,
            @Schema(example = "0.03") double seconds) {}

    @Schema(name = "ClusterPool", description = "One kind of pilots")
    record Pool(
            @Schema(example = "gpu") String name,
            @Schema(example = "cuda") String device,

            @Schema(description = "How many pilots there may be at once", example = "40")
            int max,

            @Schema(description = "Runs that wait for a pilot of this pool", example = "2")
            int waiting,

            @Schema(description = "Pilots that have a run", example = "1")
            int busy,

            @Schema(description = "How many pilots are worth having", example = "3")
            int wanted,

            @Schema(description = "Pilots that the batch system has started", example = "1")
            int running,

            @Schema(description = "Pilots that wait for a node", example = "2")
            int pending,

            @Schema(description = "Why they wait, as the batch system says it", example = "[\"Resources\"]")
            List<String> reasons,

            @Schema(
                    description =
                            "Why nothing more is submitted until somebody resumes the pool; empty while something is",
                    example = "")
            String stopped) {

        Pool {
            reasons = List.copyOf(reasons);
        }
    }

    @Schema(name = "Pilot", description = "A worker that a batch system starts")
    record Pilot(
            @Schema(example = "slurm") String engine,

            @Schema(description = "What the batch system calls it", example = "1234_2")
            String job,

            @Schema(example = "gpu") String pool,

            @Schema(description = "Empty until it has started", example = "node7")
            String host,

            @Schema(
                    allowableValues = {"pending", "running", "ended", "refused", "lost"},
                    description =
                            "refused: it cannot work where it was started; lost: the batch system does not know it any more,"
                                    + " and it said nothing",
                    example = "running")
            String state,

            @Schema(description = "Runs that it took", example = "3")
            int claims,

            @Schema(nullable = true) Instant submittedAt,
            @Schema(nullable = true) Instant startedAt,
            @Schema(nullable = true) Instant endedAt,

            @Schema(description = "Why it ended or refused", example = "nothing to do for 60 s")
            String said) {}

    /** Where a pilot stands. */
    enum Standing {
        PENDING,
        RUNNING,
        ENDED,
        REFUSED,
        LOST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
