package lab.obscura.keeping.disk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What lies on the disk, as it is answered. */
@Schema(name = "Disk", description = "What lies on the service's disk, what limits it, and what rules would clear")
record DiskView(
        @Schema(description = "When it was measured: at most a minute ago")
        Instant measuredAt,

        @Schema(description = "Of the disk under obscura.home, in bytes", example = "812345678901")
        long free,

        @Schema(example = "1000000000000") long total,

        @Schema(description = "Share that must be free for new runs (obscura.disk.least-free)", example = "0.05")
        double leastFree,

        @Schema(nullable = true, description = "What is wrong and what to do; null while there is space enough")
        String shortage,

        List<Part> parts,
        List<Rule> rules) {

    @Schema(name = "DiskPart", description = "One kind of things")
    record Part(
            @Schema(example = "pictures") String id,

            @Schema(example = "Rebuilt images and originals, in PostgreSQL")
            String what,

            @Schema(
                    nullable = true,
                    description = "null while it is unknown: the store of checkpoints does not answer",
                    example = "123456789")
            Long bytes,

            @Schema(
                    nullable = true,
                    description = "Beyond it the oldest go; null where nothing does",
                    example = "10737418240")
            Long limit) {}

    @Schema(name = "DiskRule", description = "A rule for old runs, and what it would do now")
    record Rule(
            @Schema(
                    example = "archive",
                    allowableValues = {"archive", "delete"})
            String action,

            @Schema(description = "False: it does nothing", example = "false")
            boolean on,

            @Schema(example = "[\"FAILED\", \"CANCELLED\"]") List<String> states,

            @Schema(description = "How long ago a run has ended", example = "2592000")
            long afterSeconds,

            @Schema(description = "How many runs it holds for now, at most 5000", example = "12")
            int runs,

            @Schema(description = "Of them kept by something else than a pin", example = "0")
            int kept,

            @Schema(description = "What it would free; 0 when it archives", example = "1234567")
            long bytes) {}
}
