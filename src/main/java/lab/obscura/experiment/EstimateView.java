package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import lab.obscura.queue.usage.Expected;

/** How long an experiment will take. */
@Schema(
        name = "Estimate",
        description = "How long one run and all runs take on an idle machine, and what to think about first")
public record EstimateView(
        @Schema(description = "One run", example = "10") long secondsPerRun,

        @Schema(description = "All runs, one after the other", example = "30")
        long seconds,

        @Schema(
                description = "What the time was worked out from: finished runs like it, or an assumption",
                example = "measured on 12 finished runs")
        String basis,

        List<String> warnings,

        @Schema(description = "What all runs are expected to use")
        Expected expected) {}
