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

            @Schema(description = "How its files were recognized; empty when they were not", example = "drawn")
            String format,

            @Schema(example = "32") int height,
            @Schema(example = "32") int width,
            @Schema(example = "3") int channels,
            @Schema(description = "In label order") List<String> classNames,

            @Schema(
                    description = "What its second label tells apart, in label order; empty when its images have none",
                    example = "[\"gradient\", \"stripes\", \"chessboard\", \"lights\"]")
            List<String> attributeNames,

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
            List<String> notes,

            @Schema(description = "What one may do with it; empty when nothing is said")
            String license,

            @Schema(description = "What a paper should cite; empty when nothing is said")
            String citation,

            @Schema(
                    description = "The public data set that it is taken from, as its dataset.json says",
                    example = "cifar10")
            String like,

            @Schema(description = "Published mean and deviation; empty lists when the training images are measured")
            Constants normalization,

            @Schema(
                    description = "How training images are varied when a definition asks for that",
                    example = "crop-flip-rotate")
            String augmentation) {}

    @Schema(name = "DatasetNormalization", description = "Per channel, of pixels between 0 and 1")
    record Constants(
            @Schema(example = "[0.4914, 0.4822, 0.4465]") List<Double> mean,
            @Schema(example = "[0.247, 0.243, 0.261]") List<Double> standardDeviation) {}
}
