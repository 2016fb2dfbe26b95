package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.queue.RunState;
import lab.obscura.result.summary.Spread;

/** An experiment as it is answered. */
@Schema(name = "Experiment", description = "What is to be found out, its runs, and what they found so far")
public record ExperimentView(
        UUID id,
        @Schema(example = "CEM on noise") String name,
        @Schema(example = "ada") String submitter,

        @Schema(nullable = true, description = "The project that it belongs to; null for none", example = "vision")
        String project,

        @Schema(
                description = "public: whoever may read; project: its members and admins alone",
                example = "public",
                allowableValues = {"public", "project"})
        String visibility,

        List<String> tags,
        Instant createdAt,

        @Schema(description = "None of its runs is deleted until somebody unpins it", example = "false")
        boolean pinned,

        @Schema(description = "Lists leave all of its runs out", example = "false")
        boolean archived,

        @Schema(description = "Content of the definition without name, tags and seeds: one row of a board")
        String rowHash,

        @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,
        List<Run> runs,
        Aggregate aggregate,

        @Schema(nullable = true, description = "Null when the data set is no longer there")
        EstimateView estimate) {

    @Schema(name = "ExperimentRun", description = "The experiment with one seed")
    record Run(
            UUID id,
            @Schema(example = "125") long seed,

            @Schema(
                    example = "QUEUED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state,

            @Schema(description = "Metric of the defended network → its value; empty until the run has succeeded")
            Map<String, Double> metrics,

            @Schema(description = "Slug of an attack → metric → mean over the attacked images")
            Map<String, Map<String, Double>> attacks) {

        /** A run that has found nothing yet. */
        static Run queued(UUID id, long seed) {
            return new Run(id, seed, RunState.QUEUED.name(), Map.of(), Map.of());
        }
    }

    @Schema(name = "ExperimentAggregate", description = "Over the seeds that succeeded")
    record Aggregate(
            @Schema(description = "Metric of the defended network → its spread")
            Map<String, Spread> metrics,

            List<Attack> attacks) {}

    @Schema(name = "ExperimentAttack", description = "One attack over the seeds")
    record Attack(
            @Schema(example = "decoder") String attack,
            @Schema(example = "decoder-res-n8c64-train") String slug,
            @Schema(example = "train") String knowledge,
            @Schema(description = "Metric → its spread") Map<String, Spread> metrics) {}
}
