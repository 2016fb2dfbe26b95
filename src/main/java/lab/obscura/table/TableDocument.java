package lab.obscura.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The shape of a posted table; {@link TableReader} reads it. */
@Schema(name = "PaperTableDefinition", description = "A table as docs/tables.md describes it")
record TableDocument(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my-table")
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Noise and CEM")
        String title,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Where the printed numbers come from",
                example = "A paper, Table 1")
        String source,

        @Schema(description = "Address of the paper", example = "https://arxiv.org/abs/2503.00383")
        String link,

        @Schema(example = "[\"Tolerances are ours.\"]") List<String> remarks,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = """
                        [{"id": "accuracy", "title": "Accuracy", "metric": "accuracy", "divisor": 100, "tolerance": 0.015},
                         {"id": "mse", "title": "MSE", "metric": "mse", "attack": 0, "relativeTolerance": 0.2}]""")
        List<Map<String, Object>> columns,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "paper, mini or both", example = """
                        {"mini": {"base": {"dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
                                           "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
                                           "training": {"epochs": 2, "batchSize": 40},
                                           "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 2}]},
                                  "seeds": [1, 2, 3]}}""")
        Map<String, Object> scales,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = """
                        [{"label": "Noise", "set": {"/defense": [{"part": "gaussian-noise"}]},
                          "published": {"accuracy": 85.2, "mse": 0.03}},
                         {"label": "Another method", "missing": "There is no such part", "published": {"accuracy": 80}}]""")
        List<Map<String, Object>> rows) {}
