package lab.obscura.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The registered data sets. */
@Schema(name = "Datasets")
record DatasetsView(List<Entry> datasets) {

    @Schema(name = "Dataset", description = "A data set and what was found of it")
    record Entry(
            @Schema(example = "shapes") String id,
            String title,

            @Schema(
                    description =
                            "usable: read to its end; being-read: what it holds is not known yet, ask again; damaged: see problem",
                    allowableValues = {"usable", "being-read", "damaged"},
                    example = "usable")
            String state,

            @Schema(description = "How its files were recognised; empty when they were not", example = "drawn")
            String format,

            @Schema(example = "32") int height,
            @Schema(example = "32") int width,
            @Schema(example = "3") int channels,
            @Schema(description = "In label order") List<String> classNames,
            @Schema(example = "10000") int trainCount,
            @Schema(example = "2000") int testCount,

            @Schema(description = "SHA-256 over shape, labels and pixels; empty until it is known")
            String contentHash,

            @Schema(description = "Drawn by a program, not photographed")
            boolean synthetic,

            @Schema(description = "Why it cannot be used, in words; empty when it can")
            String problem,

            @Schema(
                    description =
                            "What a reader of its numbers should know: classes without images, copies, files left out")
            List<String> notes) {}
}
