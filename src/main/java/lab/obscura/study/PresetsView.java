package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Ready definitions. */
@Schema(name = "Presets")
record PresetsView(List<Preset> presets, List<Group> groups) {

    @Schema(name = "Preset", description = "A definition that can be posted as it is")
    record Preset(
            @Schema(example = "tiny") String id,

            @Schema(example = "demo", description = "Id of its group, under which several are queued together")
            String group,

            String title,
            String description,
            @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,
            Cost cost) {}

    @Schema(name = "PresetGroup", description = "Presets that make a study together")
    record Group(
            @Schema(example = "demo") String id,
            String title,
            String description,

            @Schema(description = "Presets in it", example = "3")
            int experiments,

            Cost cost) {}

    @Schema(name = "PresetCost", description = "What posting it would take on an idle machine")
    record Cost(
            @Schema(example = "3") int runs,

            @Schema(
                    nullable = true,
                    description = "All runs, one after the other; null while it cannot run here",
                    example = "240")
            Long seconds,

            @Schema(
                    description = "What the time was worked out from: finished runs like it, or an assumption",
                    example = "measured on 12 finished runs")
            List<String> basis,

            @Schema(
                    nullable = true,
                    description = "Why it cannot run here, as when its data set is missing; null when it can")
            String obstacle) {}
}
