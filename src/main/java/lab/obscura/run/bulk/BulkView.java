package lab.obscura.run.bulk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import lab.obscura.keeping.DeletionView;

/** What happened to each of many runs. */
@Schema(name = "RunBulk", description = "What happened to each run, or would")
record BulkView(
        @Schema(example = "archive") String action,

        @Schema(description = "True: nothing was changed", example = "false")
        boolean dryRun,

        @Schema(description = "With how many runs it was done, or would be", example = "12")
        int done,

        @Schema(description = "The newest first") List<Result> results,

        @Schema(nullable = true, description = "What a deletion frees; null for every other action")
        DeletionView deletion) {

    @Schema(name = "RunBulkResult", description = "What happened to one run")
    record Result(
            UUID run,

            @Schema(example = "CEM on noise", description = "Empty when there is no such run")
            String name,

            @Schema(example = "125") long seed,

            @Schema(
                    example = "refused",
                    allowableValues = {"done", "refused", "unknown"})
            String outcome,

            @Schema(
                    description = "Why it was refused; empty otherwise",
                    example = "is SUCCEEDED; only QUEUED or RUNNING can be cancelled")
            String reason) {}
}
