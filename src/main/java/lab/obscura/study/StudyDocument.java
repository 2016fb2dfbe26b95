package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The shape of a posted study; {@link lab.obscura.study.expand.StudyReader} reads it. */
@Schema(name = "StudyDefinition", description = "A base definition, and what is varied")
record StudyDocument(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "CEM against noise")
        String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, ref = "#/components/schemas/Definition")
        Map<String, Object> base,

        @Schema(description = "Applied in this order; every combination of their values is a cell")
        List<AxisDocument> axes,

        @Schema(
                description =
                        "Of every cell: a list, a range as in \"1-5\", or a list with ranges in it; those of the base"
                                + " when missing",
                example = "[1, 2, 3]")
        Object seeds) {

    @Schema(name = "StudyAxisDefinition", description = "What is varied")
    record AxisDocument(
            @Schema(description = "What it is called; the end of the path when missing", example = "λ")
            String name,

            @Schema(
                    description = "JSON pointer into the definition; without one every value says what it sets",
                    example = "/defense/1/weight")
            String path,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "A range as in \"1-5\", \"0.01..0.16 log 5\" or \"0..1 linear 5\", or a list of values, which"
                                    + " may have ranges in it. With a path: what is put there, or {\"label\": …, \"value\": …}."
                                    + " Without: {\"label\": …, \"set\": {pointer: value}}",
                    example = "[4, 16]")
            Object values) {}
}
