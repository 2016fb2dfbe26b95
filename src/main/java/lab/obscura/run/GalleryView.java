package lab.obscura.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import lab.obscura.result.MetricColumns;

/** The fixed test images and what the attacks rebuilt of them. */
@Schema(name = "Gallery", description = "The fixed test images and what each attack rebuilt of them")
record GalleryView(List<Image> images) {

    @Schema(name = "GalleryImage")
    record Image(
            @Schema(description = "Place in the test split", example = "1801")
            int index,

            @Schema(example = "3") int label,
            @Schema(example = "circle") String className,

            @Schema(example = "/api/v1/runs/0f9c…/originals/1801.png")
            String original,

            @Schema(
                    nullable = true,
                    description =
                            "Slug of the attack with the smallest squared error here: the worst case of this image",
                    example = "decoder-res-n8c64-train")
            String best,

            List<Rebuilt> attacks) {}

    @Schema(name = "GalleryRebuilt", description = "What one attack rebuilt of this image")
    record Rebuilt(
            @Schema(example = "decoder") String attack,
            @Schema(example = "decoder-res-n8c64-train") String slug,

            @Schema(example = "/api/v1/runs/0f9c…/reconstructions/decoder-res-n8c64-train/1801.png")
            String image,

            @Schema(
                    description =
                            "Metric → value of this image. Each also stands under its id beside the other fields, null"
                                    + " where it is missing",
                    example = "{\"mse\": 0.031}")
            Map<String, Double> scores) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Double> flat() {
            return MetricColumns.flat(scores);
        }
    }
}
