package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import lab.obscura.experiment.ExperimentView;

/** What a preset became. */
@Schema(name = "Queued", description = "The experiments that were queued, in their order")
record QueuedView(
        @Schema(description = "The study that they became") UUID study, List<ExperimentView> experiments) {}
