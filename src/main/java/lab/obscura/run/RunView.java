package lab.obscura.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.queue.usage.Usage;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;

/** A run as it is answered. */
@Schema(name = "Run", description = "One experiment with one seed: where it stands and what it found out")
record RunView(
        UUID id,
        UUID experiment,
        @Schema(example = "CEM on noise") String name,
        @Schema(example = "125") long seed,

        @Schema(
                example = "RUNNING",
                allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
        String state,

        @Schema(description = "Why it is in this state", example = "Claimed by gpu-server-1")
        String reason,

        @Schema(example = "training") String stage,

        @Schema(description = "Share of the whole run that is done", example = "0.4")
        double progress,

        @Schema(example = "0") int priority,
        List<String> tags,
        String notes,

        @Schema(description = "Not deleted until somebody unpins it", example = "false")
        boolean pinned,

        @Schema(description = "Left out of lists that do not ask for it", example = "false")
        boolean archived,

        @Schema(example = "ada") String submitter,
        @Schema(example = "1") int attempt,

        @Schema(
                nullable = true,
                description = "Host and process that work on it or did last; null before the first attempt",
                example = "gpu-server-1:4711")
        String worker,

        Instant queuedAt,
        @Schema(nullable = true) Instant startedAt,
        @Schema(nullable = true) Instant finishedAt,
        @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,

        @Schema(
                description = "Metric of the defended network → value; empty until it succeeded",
                example = "{\"accuracy\": 0.91, \"edgeParameters\": 85256}")
        Map<String, Double> metrics,

        List<Attack> attacks,
        RunStanding standing,

        @Schema(description = "What all of its attempts used, failed and cancelled ones included")
        Usage used,

        @Schema(description = "Stage → seconds; empty until it succeeded", example = "{\"training\": 12.5}")
        Map<String, Double> timings,

        @Schema(description = "Engine, versions, hashes, machine; empty until it succeeded")
        Map<String, String> provenance,

        @Schema(
                description = "Why a number may not mean what it seems to; empty when all went as it should",
                example = "[\"slot-attention: slots ignore the sample\"]")
        List<String> warnings,

        @Schema(description = "Every change of state and every edit, oldest first")
        List<Change> changes) {

    @Schema(name = "RunAttack", description = "What one attack rebuilt, averaged over the attacked images")
    record Attack(
            @Schema(example = "decoder") String attack,

            @Schema(description = "Unique inside the run", example = "decoder-res-n8c64-train")
            String slug,

            @Schema(description = "Which images were attacked", example = "train")
            String knowledge,

            @Schema(description = "How many images were attacked", example = "200")
            int evaluated,

            Map<String, Object> settings,

            @Schema(
                    description =
                            "Every metric, paper variants too. Those of the catalog also stand under their ids beside"
                                    + " the other fields, null where they are missing",
                    example = "{\"mse\": 0.031}")
            Map<String, Double> metrics,

            AttackAdequacy adequacy) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(metrics);
        }
    }

    @Schema(name = "RunChange", description = "A change of state, or an edit: then from and to are the same")
    record Change(
            @Schema(nullable = true) String from,

            @Schema(
                    example = "QUEUED",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String to,

            String reason,

            @Schema(
                    nullable = true,
                    description = "Who asked for it; null when the service or a worker did it by itself",
                    example = "ada")
            String actor,

            @Schema(example = "1") int attempt,
            Instant at) {}
}
