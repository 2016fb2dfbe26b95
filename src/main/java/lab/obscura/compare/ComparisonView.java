package lab.obscura.compare;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;

/** Runs side by side. */
@Schema(name = "Comparison", description = "Two to six runs side by side")
record ComparisonView(
        @Schema(description = "In the order asked for") List<Run> runs,

        @Schema(description = "Settings that are not the same everywhere")
        List<Difference> differences,

        @Schema(description = "Whether all runs show the same pictures; images is empty otherwise")
        boolean sameGallery,

        @Schema(description = "What to keep in mind when reading the numbers")
        List<String> warnings,

        List<Image> images) {

    @Schema(name = "ComparedRun")
    record Run(
            UUID id,
            UUID experiment,
            String name,
            long seed,

            @Schema(
                    example = "SUCCEEDED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state,

            @Schema(example = "shapes") String dataset,
            @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,

            @Schema(description = "Metric of the defended network → value")
            Map<String, Double> metrics,

            List<Attack> attacks,
            RunStanding standing) {}

    @Schema(name = "ComparedAttack")
    record Attack(
            @Schema(example = "decoder") String attack,
            @Schema(example = "decoder-res-n8c64-train") String slug,
            @Schema(example = "train") String knowledge,

            @Schema(
                    description =
                            "Every metric, paper variants too. Those of the catalog also stand under their ids beside"
                                    + " the other fields, null where they are missing")
            Map<String, Double> metrics,

            AttackAdequacy adequacy) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(metrics);
        }
    }

    @Schema(name = "Difference")
    record Difference(
            @Schema(example = "defense[1].weight") String path,

            @Schema(
                    description =
                            "One value per run as JSON text, in the order of the runs; null where the run has none")
            List<String> values) {}

    @Schema(name = "ComparedImage", description = "One picture and what was rebuilt of it in each run")
    record Image(
            @Schema(example = "1801") int index,
            @Schema(example = "3") int label,
            @Schema(example = "circle") String className,

            @Schema(example = "/api/v1/runs/0f9c…/originals/1801.png")
            String original,

            List<Rebuilt> rebuilt) {}

    @Schema(name = "ComparedRebuilt")
    record Rebuilt(
            UUID run,
            @Schema(example = "decoder-res-n8c64-train") String slug,

            @Schema(example = "/api/v1/runs/0f9c…/reconstructions/decoder-res-n8c64-train/1801.png")
            String image,

            @Schema(
                    description =
                            "Metric → value of this image. Each also stands under its id beside the other fields, null"
                                    + " where it is missing")
            Map<String, Double> scores) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(scores);
        }
    }
}
