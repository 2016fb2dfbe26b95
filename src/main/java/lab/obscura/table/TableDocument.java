package lab.obscura.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The shape of a posted table; {@link TableReader} reads it. */
@Schema(name = "PaperTableDefinition", description = "A table as docs/tables.md describes it")
record TableDocument(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my-table")
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String title,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Where the printed numbers come from")
        String source,

        @Schema(description = "Address of the paper", example = "https://arxiv.org/abs/2503.00383")
        String link,

        List<String> remarks,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Map<String, Object>> columns,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "paper, mini or both")
        Map<String, Object> scales,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Map<String, Object>> rows) {}
