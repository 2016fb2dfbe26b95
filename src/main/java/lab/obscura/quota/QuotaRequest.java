package lab.obscura.quota;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import lab.obscura.platform.web.Problem;

/** What a holder may use from now on. */
@Schema(
        name = "QuotaRequest",
        description = "What is missing or null goes by the settings of the service; 0 is no limit")
record QuotaRequest(
        @Schema(nullable = true, description = "Runs that wait at a time", example = "200")
        Integer queuedRuns,

        @Schema(nullable = true, description = "Within the window (obscura.quota.window)", example = "500.0")
        Double processorHours,

        @Schema(nullable = true, description = "Within the window (obscura.quota.window)", example = "40.0")
        Double cardHours,

        @Schema(nullable = true, description = "Pictures, encoders, scores, curves and logs", example = "10737418240")
        Long storedBytes) {

    /** Everything by the settings of the service. */
    static final QuotaRequest NOTHING = new QuotaRequest(null, null, null, null);

    private static final double MOST_HOURS = 1e9;

    /** What holds, where what is not said here goes by these. */
    Limits over(Limits others) {
        return new Limits(
                Optional.ofNullable(queuedRuns).orElse(others.queuedRuns()),
                Optional.ofNullable(processorHours).orElse(others.processorHours()),
                Optional.ofNullable(cardHours).orElse(others.cardHours()),
                Optional.ofNullable(storedBytes).orElse(others.storedBytes()));
    }

    QuotaRequest checked() {
        check("queuedRuns", queuedRuns, Integer.MAX_VALUE);
        check("processorHours", processorHours, MOST_HOURS);
        check("cardHours", cardHours, MOST_HOURS);
        check("storedBytes", storedBytes, Long.MAX_VALUE);
        return this;
    }

    private static void check(String field, Number value, double most) {
        if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() <= most)) {
            String rule = most == MOST_HOURS ? "between 0 and 1000000000" : "0 or more";
            throw Problem.field(field, rule, value.toString(), "0 is no limit; null goes by the service");
        }
    }
}
