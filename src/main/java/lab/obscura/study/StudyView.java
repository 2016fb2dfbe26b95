package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.queue.usage.Expected;
import lab.obscura.queue.usage.Usage;
import lab.obscura.result.summary.Spread;

/** A study with the grid of its cells. */
@Schema(name = "Study", description = "A named set of experiments, one per cell of a grid")
record StudyView(
        UUID id,
        @Schema(example = "CEM against noise") String name,
        @Schema(example = "ada") String submitter,

        @Schema(nullable = true, description = "The project that it belongs to; null for none", example = "vision")
        String project,

        @Schema(
                description = "public: whoever may read; project: its members and admins alone",
                example = "public",
                allowableValues = {"public", "project"})
        String visibility,

        Instant createdAt,

        @Schema(description = "As it was posted; of presets the id under which they were queued")
        Map<String, Object> posted,

        StudyProgress progress,

        @Schema(description = "What its runs used so far, whoever queued them")
        Usage used,

        @Schema(description = "What the runs that are not over are expected to use")
        Expected left,

        @Schema(description = "What is varied, in the order of the axes")
        List<AxisView> axes,

        List<CellView> cells) {

    @Schema(name = "StudyAxis", description = "What is varied")
    record AxisView(
            @Schema(example = "λ") String name,
            @Schema(example = "[\"4\", \"16\"]") List<String> labels) {}

    @Schema(
            name = "StudyCell",
            description = "One combination of the axes' values: an experiment with the study's seeds")
    record CellView(
            @Schema(description = "Axis → label") Map<String, String> labels,

            @Schema(description = "The experiment; other studies may use it as well")
            UUID experiment,

            StudyProgress progress,
            List<RunView> runs,

            @Schema(description = "Metric of the defended network → its spread over the study's seeds that succeeded")
            Map<String, Spread> metrics,

            List<AttackView> attacks) {}

    @Schema(name = "StudyRun", description = "One seed of a cell")
    record RunView(
            UUID id,
            @Schema(example = "125") long seed,

            @Schema(
                    example = "QUEUED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state,

            @Schema(description = "Share that is done, in [0, 1]", example = "0.5")
            double progress,

            @Schema(description = "Whether this study has queued it; else it was there already")
            boolean own) {}

    @Schema(name = "StudyAttack", description = "One attack over the seeds of a cell")
    record AttackView(
            @Schema(example = "decoder-res-n8c64-train") String slug,

            @Schema(description = "Metric → its spread; mse, psnr and ssim")
            Map<String, Spread> metrics) {}
}
