package lab.obscura.quota;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import lab.obscura.queue.usage.Usage;

/** What holders use and may use. */
final class QuotaView {

    private QuotaView() {}

    @Schema(name = "HolderUsage", description = "What an account or a project uses and may use")
    record HolderUsage(
            @Schema(
                    example = "account",
                    allowableValues = {"account", "project"})
            String of,

            @Schema(example = "ada") String name,

            @Schema(description = "Within the window, by runs that are deleted, too")
            Usage used,

            @Schema(description = "Bytes of its results", example = "52428800")
            long storedBytes,

            @Schema(description = "Runs that wait", example = "3")
            int queuedRuns,

            @Schema(description = "One for each resource; those without a limit have 0")
            List<QuotaLine> quotas,

            @Schema(description = "What an admin has set; null goes by the service")
            QuotaRequest set) {}

    @Schema(name = "OwnUsage", description = "What you and your projects use and may use")
    record Own(
            @Schema(description = "Hours count for this long", example = "2592000")
            long windowSeconds,

            HolderUsage account,
            List<HolderUsage> projects) {}

    @Schema(name = "Quotas", description = "What everybody uses and may use: accounts, then projects")
    record All(
            @Schema(description = "Hours count for this long", example = "2592000")
            long windowSeconds,

            List<HolderUsage> holders) {}
}
