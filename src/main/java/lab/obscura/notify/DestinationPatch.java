package lab.obscura.notify;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What changes of a destination; for anything else make another one. */
@Schema(name = "DestinationPatch", description = "Of what a destination is told from now on")
record DestinationPatch(
        @Schema(example = "[\"study-finished\", \"new-best\"]")
        List<String> events) {}
