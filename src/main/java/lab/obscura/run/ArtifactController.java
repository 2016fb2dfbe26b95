package lab.obscura.run;

import static lab.obscura.platform.web.ErrorType.NO_RESULT_YET;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_PICTURE;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}")
@Tag(name = "Results", description = "Pictures, curves, log and encoder of a run")
final class ArtifactController {

    private static final String ID = "An id, or latest";
    private static final String SCALE = "Every pixel becomes a square of this size, from 1 to 16";

    private static final String INDEX = "A whole number, as the gallery names it, or first";

    private final Artifacts artifacts;
    private final ImageScores imageScores;

    ArtifactController(Artifacts artifacts, ImageScores imageScores) {
        this.artifacts = artifacts;
        this.imageScores = imageScores;
    }

    @GetMapping(path = "/reconstructions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getGallery",
            summary = "The fixed test images and what each attack rebuilt; empty until the run succeeded")
    @Refuses(UNKNOWN_RUN)
    GalleryView gallery(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return artifacts.gallery(id);
    }

    @GetMapping(path = "/curves", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getCurves", summary = "The learning curves, as far as they go")
    @Refuses(UNKNOWN_RUN)
    CurvesView curves(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return artifacts.curves(id);
    }

    @GetMapping(path = "/scores", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getScores",
            summary = "How well one attack rebuilt every image that it attacked, the most leaked first")
    @Refuses({UNKNOWN_RUN, NO_RESULT_YET})
    ImageScores.View scores(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = "Slug of an attack; the first one when missing") @RequestParam(defaultValue = "")
                    String attack,
            @Parameter(description = "Id of a metric of the catalog; mse when missing", example = "mse")
                    @RequestParam(defaultValue = "")
                    String metric) {
        return imageScores.of(id, attack, metric);
    }

    @GetMapping(path = "/log", produces = "text/plain;charset=UTF-8")
    @Operation(operationId = "getLog", summary = "Changes of state and log lines, one per line, with their time")
    @Refuses(UNKNOWN_RUN)
    String log(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return artifacts.log(id);
    }

    @GetMapping("/reconstructions/{attackSlug}/{index}.png")
    @Operation(operationId = "getReconstruction", summary = "What one attack rebuilt of one image")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, UNKNOWN_PICTURE})
    ResponseEntity<byte[]> reconstruction(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = "As the gallery names it", example = "decoder-conv-n0c16-train-e4-b40")
                    @PathVariable
                    String attackSlug,
            @Parameter(description = INDEX, example = "first") @PathVariable String index,
            @Parameter(description = SCALE, example = "4") @RequestParam(defaultValue = "1") int scale) {
        return PictureResponses.answer(artifacts.reconstruction(id, attackSlug, GalleryIndex.of(index), scale));
    }

    @GetMapping("/originals/{index}.png")
    @Operation(operationId = "getOriginal", summary = "One image of the gallery as it was")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, UNKNOWN_PICTURE})
    ResponseEntity<byte[]> original(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = INDEX, example = "first") @PathVariable String index,
            @Parameter(description = SCALE, example = "4") @RequestParam(defaultValue = "1") int scale) {
        return PictureResponses.answer(artifacts.original(id, GalleryIndex.of(index), scale));
    }

    @GetMapping("/thumbnail.png")
    @Operation(operationId = "getThumbnail", summary = "A strip of originals above what the first attack rebuilt")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, NO_RESULT_YET})
    ResponseEntity<byte[]> thumbnail(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = SCALE, example = "1") @RequestParam(defaultValue = "1") int scale) {
        return PictureResponses.answer(artifacts.thumbnail(id, scale));
    }

    @GetMapping("/encoder")
    @Operation(operationId = "getEncoder", summary = "The trained edge encoder, in the checkpoint format")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, NO_RESULT_YET})
    ResponseEntity<byte[]> encoder(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return download(artifacts.encoder(id), "encoder.obs");
    }

    @GetMapping("/encoder.onnx")
    @Operation(
            operationId = "getOnnxEncoder",
            summary = "The trained edge encoder as an ONNX model, for runtimes on devices",
            description =
                    "Input `pixels`: float32, batch x height x width x channels in [0, 1]. Output `feature`, laid out alike, before the "
                            + "transforms of the defense (noise, dropping), which the model's metadata names")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, NO_RESULT_YET})
    ResponseEntity<byte[]> onnxEncoder(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return download(artifacts.onnxEncoder(id), "encoder.onnx");
    }

    private static ResponseEntity<byte[]> download(byte[] content, String name) {
        var disposition = ContentDisposition.attachment().filename(name).build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(content);
    }
}
