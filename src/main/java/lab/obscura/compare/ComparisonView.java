package lab.obscura.compare;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;
import lab.obscura.result.summary.Spread;

/** Runs and experiments side by side. */
@Schema(name = "Comparison", description = "Two to six experiments or runs side by side")
record ComparisonView(
        @Schema(
                description =
                        "The experiments, then the runs, in the order asked for. An experiment is shown by one of its runs:"
                                + " by a seed with which all of them have succeeded, if there is one")
        List<Run> runs,

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
            RunStanding standing,

            @Schema(description = "Whether it stands for its experiment over all seeds")
            boolean whole,

            @Schema(description = "The runs that the spreads are of: all of the experiment, or this one alone")
            List<Seed> seeds,

            @Schema(description = "Metric of the defended network → its spread over the seeds that succeeded")
            Map<String, Spread> spreads) {}

    @Schema(name = "ComparedSeed")
    record Seed(
            UUID run,
            @Schema(example = "125") long seed,

            @Schema(
                    example = "SUCCEEDED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state) {}

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

            @Schema(description = "Metric → its spread over the seeds that succeeded")
            Map<String, Spread> spreads,

            @Schema(description = "Of several seeds that of the first with which it was not strong enough")
            AttackAdequacy adequacy) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(metrics);
        }
    }

    @Schema(name = "Difference")
    record Difference(
            @Schema(
                    description =
                            "Where it stands; parts, attacks and measures go by their name, a second one of a kind as in"
                                    + " attacks[decoder 2]",
                    example = "defense[conditional-entropy].weight")
            String path,

            @Schema(
                    description = "The same in words",
                    example = "Defense, Conditional entropy maximization (CEM): weight")
            String setting,

            @Schema(
                    description =
                            "One value per run as JSON text, in the order of the runs; null where the run has none")
            List<String> values,

            @Schema(description = "The same in words", example = "[\"4\", \"not there\"]")
            List<String> words) {}

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
