package lab.obscura.experiment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The shape of a definition for the API document. The rules themselves are the catalog's; nobody reads JSON into this. */
@Schema(
        name = "Definition",
        description =
                "An experiment as posted. Only dataset and network are required; defaults are spelled out in the answer. "
                        + "The settings of parts and attacks are those of GET /api/v1/catalog.")
record DefinitionDocument(
        @Schema(example = "CEM on noise") String name,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Data dataset,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Network network,

        @Schema(description = "Empty is the undefended network")
        List<Part> defense,

        Training training,
        List<Attack> attacks,

        @Schema(
                description =
                        "Left out: true. Adds the linear attack, once for each set of images that attackers own, where attacks"
                                + " learn from such images and none is named",
                example = "true")
        Boolean floor,

        @Schema(
                description =
                        "Left out: false. A network that the same worker and program trained from the same definition, data and seed is"
                                + " taken over; true trains it again",
                example = "false")
        Boolean trainAnew,

        @Schema(
                description =
                        "What the attackers may have; what is not said is granted. An attack that needs more is refused",
                example = "{\"weights\": false}")
        Map<String, Boolean> threatModel,

        @Schema(description = "Left out: the cheap ones that apply. Costly ones are taken only when named")
        List<Measure> measures,

        @Schema(example = "[125]") List<Long> seeds,
        @Schema(example = "dl4j") String engine,
        @Schema(example = "cpu") String device,

        @Schema(
                description =
                        "Left out: float32. tf32 and bf16 round the factors of products on a card (engine torch, device cuda)",
                example = "float32")
        String precision,

        @Schema(
                description = "Left out: false. Whether a card adds in the same order every time; a CPU always does",
                example = "false")
        Boolean deterministic,

        @Schema(example = "[\"demo\"]") List<String> tags,
        @Schema(example = "1") Integer schemaVersion) {

    @Schema(name = "DefinitionDataset", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Data(
            @Schema(example = "shapes", requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(example = "1000") Integer trainLimit,
            @Schema(example = "200") Integer testLimit,
            @Schema(example = "32") Integer imageSize,

            @Schema(description = "Left out: what the data set says of itself, else measured on the training images")
            Normalization normalization) {}

    @Schema(name = "DefinitionNormalization", description = "One number per channel, of pixels between 0 and 1")
    record Normalization(
            @Schema(example = "[0.4914, 0.4822, 0.4465]", requiredMode = Schema.RequiredMode.REQUIRED)
            List<Double> mean,

            @Schema(example = "[0.247, 0.243, 0.261]", requiredMode = Schema.RequiredMode.REQUIRED)
            List<Double> standardDeviation) {}

    @Schema(name = "DefinitionNetwork", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Network(
            @Schema(example = "cnn-4", requiredMode = Schema.RequiredMode.REQUIRED)
            String backbone,

            @Schema(example = "1.0") Double width,
            @Schema(example = "2") Integer cutLayer,
            Bottleneck bottleneck) {}

    @Schema(name = "DefinitionBottleneck", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Bottleneck(@Schema(example = "8") Integer channels) {}

    @Schema(
            name = "DefinitionPart",
            description = "One part of a defense: its id and its settings beside it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Part(
            @Schema(example = "gaussian-noise", requiredMode = Schema.RequiredMode.REQUIRED)
            String part) {}

    @Schema(name = "DefinitionTraining", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Training(
            @Schema(example = "3") Integer epochs,
            @Schema(example = "128") Integer batchSize,
            @Schema(example = "0.05") Double learningRate) {}

    @Schema(
            name = "DefinitionAttack",
            description = "One attack: its id and its settings beside it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Attack(
            @Schema(example = "decoder", requiredMode = Schema.RequiredMode.REQUIRED)
            String attack) {}

    @Schema(
            name = "DefinitionMeasure",
            description = "One measure: its id and its settings beside it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Measure(
            @Schema(example = "mine", requiredMode = Schema.RequiredMode.REQUIRED)
            String measure) {}
}
