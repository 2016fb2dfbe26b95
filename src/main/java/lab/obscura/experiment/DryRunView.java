package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What a definition would become. */
@Schema(name = "DryRun", description = "What would be queued; nothing was stored")
record DryRunView(
        @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,
        String rowHash,
        List<Long> seeds,
        EstimateView estimate) {}
