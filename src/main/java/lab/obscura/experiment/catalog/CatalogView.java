package lab.obscura.experiment.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Everything a definition may name. */
@Schema(
        name = "Catalog",
        description =
                "Data sets, backbones, parts, attacks, measures and metrics, each with its settings as a JSON Schema")
record CatalogView(
        @Schema(
                description =
                        "JSON Schemas of the plain sections of a definition: general, dataset, bottleneck, threatModel")
        Map<String, Map<String, Object>> sections,

        List<Dataset> datasets,

        @Schema(
                description =
                        "Ids of data sets that are being read for the first time: what they hold is known when that is done")
        List<String> datasetsBeingRead,

        List<Backbone> backbones,
        List<Part> parts,
        List<Attack> attacks,
        List<Measure> measures,

        @Schema(
                description =
                        "The columns of boards in their order, the first is what boards rank by; then papers' formulas")
        List<Metric> metrics) {

    @Schema(name = "CatalogDataset", description = "GET /api/v1/datasets has more of it")
    record Dataset(
            @Schema(example = "shapes") String id,
            String title,
            @Schema(example = "32") int height,
            @Schema(example = "32") int width,
            @Schema(example = "3") int channels,
            @Schema(example = "10") int classes,
            @Schema(example = "10000") int trainCount,
            @Schema(example = "2000") int testCount,

            @Schema(description = "Drawn by a program, not photographed")
            boolean synthetic) {}

    @Schema(name = "CatalogBackbone")
    record Backbone(
            @Schema(example = "cnn-4") String id,
            String title,

            @Schema(description = "Cut layers count from 1", example = "4")
            int lastCutLayer,

            @Schema(example = "2") int defaultCutLayer,

            @Schema(description = "JSON Schema of the section network with this backbone")
            Map<String, Object> network,

            @Schema(description = "JSON Schema of the section training, with this backbone's defaults")
            Map<String, Object> training) {}

    @Schema(name = "CatalogPart")
    record Part(
            @Schema(example = "gaussian-noise") String id,
            String title,
            @Schema(example = "feature-transform") String kind,

            @Schema(description = "What it does, in a sentence")
            String sentence,

            String paper,

            @Schema(description = "JSON Schema of its settings")
            Map<String, Object> settings) {}

    @Schema(name = "CatalogAttack")
    record Attack(
            @Schema(example = "decoder") String id,
            String title,

            @Schema(description = "What it does, in a sentence")
            String sentence,

            String paper,

            @Schema(description = "What the attacker must see", example = "[\"queries\", \"auxiliaryImages\"]")
            List<String> needs,

            @Schema(description = "JSON Schema of its settings")
            Map<String, Object> settings) {}

    @Schema(name = "CatalogMeasure", description = "Something measured on the features, besides the attacks")
    record Measure(
            @Schema(example = "mine") String id,
            String title,

            @Schema(description = "What it says, in a sentence")
            String sentence,

            String paper,

            @Schema(description = "Taken when a definition names no measures")
            boolean byDefault,

            @Schema(description = "JSON Schema of its settings")
            Map<String, Object> settings) {}

    @Schema(name = "CatalogMetric")
    record Metric(
            @Schema(example = "mse") String id,
            String title,

            @Schema(description = "Of a column, as papers write it", example = "MSE")
            String heading,

            @Schema(description = "Empty for a plain number", example = "dB")
            String unit,

            @Schema(description = "Behind the point, wherever it is shown", example = "5")
            int digits,

            @Schema(description = "In one line") String formula,

            @Schema(
                    description = "Which way a number goes when privacy is better",
                    example = "higher",
                    allowableValues = {"higher", "lower"})
            String morePrivate,

            @Schema(
                    nullable = true,
                    description = "Lowest value for images in [0, 1]; null where there is none",
                    example = "0")
            Double lowest,

            @Schema(nullable = true, description = "Highest value; null where there is none", example = "1")
            Double highest,

            @Schema(
                    nullable = true,
                    description =
                            "Name in an attack's metrics of what guessing the same picture for every target scores; null for a paper's formula",
                    example = "mse.constantGuess")
            String constantGuess,

            @Schema(
                    nullable = true,
                    description =
                            "Name in a run's metrics of what the best attack on each image reaches; null for a paper's formula",
                    example = "worstCase.mse")
            String worstCase,

            @Schema(description = "Follows one paper; never shares a column with the canonical one")
            boolean paper,

            @Schema(description = "A changed formula gets a new version", example = "1")
            int version) {}
}
