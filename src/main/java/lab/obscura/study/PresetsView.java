package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Ready definitions. */
@Schema(name = "Presets")
record PresetsView(List<Preset> presets) {

    @Schema(name = "Preset", description = "A definition that can be posted as it is")
    record Preset(
            @Schema(example = "tiny") String id,

            @Schema(example = "demo", description = "Id under which several are queued together")
            String group,

            String title,
            String description,
            @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition) {}
}
