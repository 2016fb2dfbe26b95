package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import lab.obscura.queue.usage.Expected;
import lab.obscura.quota.QuotaLine;

/** What a study would become. */
@Schema(name = "StudyDryRun", description = "What posting the study would do; nothing was stored")
public record StudyDryRunView(
        String name,

        @Schema(description = "Cells of its grid", example = "18")
        int experiments,

        @Schema(description = "Cells times seeds", example = "54")
        int runs,

        @Schema(description = "Runs that have succeeded already; they are shown, not computed again", example = "12")
        int computed,

        @Schema(description = "Runs that wait or are computed already, for this or another study", example = "6")
        int waiting,

        @Schema(description = "Runs that have failed or were cancelled; \"missing\" queues them again", example = "0")
        int ended,

        @Schema(description = "Runs that would be queued", example = "36")
        int queued,

        @Schema(description = "What these take on an idle machine, one after the other", example = "5400")
        long seconds,

        @Schema(description = "The same in hours", example = "1.5")
        double hours,

        @Schema(description = "What the time was worked out from: finished runs like them, or an assumption")
        List<String> basis,

        List<String> warnings,

        @Schema(description = "Cells that do not hold; as long as there are any, posting is refused", example = "0")
        int refusedCells,

        @Schema(description = "Why, each reason once with the first cell that has it; the first 50")
        List<Refusal> refused,

        @Schema(description = "What the runs that would be queued are expected to use")
        Expected expected,

        @Schema(description = "How the quotas of the account and the project stand; empty where there are no accounts")
        List<QuotaLine> quotas) {

    /** Why a cell does not hold. */
    @Schema(name = "StudyRefusal", description = "A cell that does not hold")
    public record Refusal(
            @Schema(description = "Axis → label of the cell")
            Map<String, String> labels,

            @Schema(description = "Where it stands in what was posted", example = "axes[0].values[2]")
            String path,

            String reason) {}
}
