package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a preset became. */
@Schema(name = "Queued", description = "The experiments that were queued, in their order")
record QueuedView(List<ExperimentView> experiments) {}
