package lab.obscura.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.result.MetricColumns;

/** A page of runs. */
@Schema(name = "RunPage", description = "Runs, latest first")
record RunPageView(
        List<Row> runs,

        @Schema(
                nullable = true,
                description = "What to send as ?after= for the next page; null on the last page",
                example = "1041")
        String next) {

    @Schema(name = "RunRow", description = "A run in a list")
    record Row(
            UUID id,
            UUID experiment,
            @Schema(example = "CEM on noise") String name,
            @Schema(example = "125") long seed,

            @Schema(
                    example = "SUCCEEDED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state,

            String reason,
            String stage,
            @Schema(example = "1.0") double progress,
            @Schema(example = "0") int priority,
            @Schema(example = "ada") String submitter,
            List<String> tags,
            @Schema(example = "false") boolean pinned,
            @Schema(example = "false") boolean archived,
            @Schema(example = "shapes") String dataset,
            @Schema(example = "cnn-4") String backbone,
            @Schema(example = "2") int cutLayer,

            @Schema(description = "Ids of its parts; empty is undefended", example = "[\"gaussian-noise\"]")
            List<String> parts,

            @Schema(
                    description =
                            "The same with their settings in words: the strength of each, and what is not at its default",
                    example = "Gaussian noise (standard deviation 0.05)")
            String defense,

            Instant queuedAt,
            @Schema(nullable = true) Instant startedAt,
            @Schema(nullable = true) Instant finishedAt,

            @Schema(nullable = true, description = "Null until it succeeded", example = "0.91")
            Double accuracy,

            List<Attack> attacks,

            @Schema(
                    nullable = true,
                    description = "Null until it succeeded",
                    example = "/api/v1/runs/0f9c…/thumbnail.png")
            String thumbnail) {}

    @Schema(name = "RunRowAttack")
    record Attack(
            @Schema(example = "decoder") String attack,
            @Schema(example = "decoder-res-n8c64-train") String slug,

            @Schema(
                    description =
                            "Metric of the catalog → mean. Each also stands under its id beside the other fields, null"
                                    + " where it is missing",
                    example = "{\"mse\": 0.031}")
            Map<String, Double> metrics) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(metrics);
        }
    }
}
