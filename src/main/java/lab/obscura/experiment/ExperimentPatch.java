package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;

/** What may be edited of an experiment; a field that is missing stays as it is. */
@Schema(name = "ExperimentPatch", description = "A field that is missing stays as it is")
record ExperimentPatch(
        @Schema(
                nullable = true,
                description = "True: none of its runs is deleted until somebody unpins it",
                example = "true")
        Boolean pinned,

        @Schema(nullable = true, description = "For all of its runs: whether lists leave them out", example = "false")
        Boolean archived) {}
