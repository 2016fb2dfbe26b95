package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import lab.obscura.quota.QuotaLine;

/** What a definition would become. */
@Schema(name = "DryRun", description = "What would be queued; nothing was stored")
record DryRunView(
        @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,
        String rowHash,
        List<Long> seeds,
        EstimateView estimate,

        @Schema(description = "How the quotas of the account and the project stand; empty where there are no accounts")
        List<QuotaLine> quotas) {}
