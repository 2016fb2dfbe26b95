package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import lab.obscura.experiment.lists.SeedList;

/** Seeds to add. */
@Schema(name = "MoreSeeds", description = "Seeds to add; those that are there already are not queued again")
public record SeedsRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "A list of whole numbers, a range as in \"4-6\", or a list with ranges in it",
                example = "[4, 5]")
        Object seeds) {

    /** @throws lab.obscura.engine.settings.SettingsException when one is no seed */
    public List<Long> checked() {
        return SeedList.read(seeds);
    }
}
