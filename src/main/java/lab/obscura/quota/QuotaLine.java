package lab.obscura.quota;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** How one quota stands. */
@Schema(name = "QuotaLine", description = "How one quota stands")
public record QuotaLine(
        @Schema(
                description = "Whose it is",
                example = "account",
                allowableValues = {"account", "project"})
        String of,

        @Schema(example = "ada") String name,

        @Schema(
                example = "processor-hours",
                allowableValues = {"queued-runs", "processor-hours", "card-hours", "stored-bytes"})
        String resource,

        @Schema(description = "0: no limit", example = "100.0")
        double limit,

        @Schema(description = "Hours within the window, the rest now", example = "12.5")
        double used,

        @Schema(description = "Expected of runs that wait or run", example = "1.5")
        double promised,

        @Schema(description = "What the submission would take", example = "0.25")
        double asked,

        @Schema(description = "Whether the submission would be refused", example = "false")
        boolean exceeded) {

    static QuotaLine of(QuotaHolder holder, Resource resource, double limit, Amounts amounts) {
        boolean isTooMuch =
                amounts.asked() > 0 && amounts.sum() > limit; // who asks for nothing of it may have the rest
        boolean isExceeded = limit > 0 && (isTooMuch || resource.isFull(amounts.used(), limit));
        return new QuotaLine(
                holder.kind().word(),
                holder.name(),
                resource.word(),
                limit,
                amounts.used(),
                amounts.promised(),
                amounts.asked(),
                isExceeded);
    }

    /** What counts against a limit. */
    record Amounts(double used, double promised, double asked) {

        double sum() {
            return used + promised + asked;
        }
    }

    /** What a refusal says: the quota, what is used, what was asked for, and the way out. */
    String sentence(String window) {
        Resource what = Resource.of(resource);
        String waiting = promised > 0
                ? ", " + what.number(promised) + " more are promised to runs that wait or are computed"
                : "";
        String wish = asked > 0
                ? ", and this would take " + (what.isInWindow() ? "about " : "") + what.number(asked) + " more"
                : "";
        return String.format(
                Locale.ROOT,
                "The %s %s uses %s of %s%s%s%s. Nothing was queued. %s, or ask an admin for a larger quota"
                        + " (PUT /api/v1/quotas/%ss/%s)",
                of,
                name,
                what.number(used),
                what.amount(limit),
                what.isInWindow() ? " within " + window : "",
                waiting,
                wish,
                what.wayOut(),
                of,
                name);
    }
}
