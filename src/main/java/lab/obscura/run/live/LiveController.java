package lab.obscura.run.live;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_PICTURE;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}/live")
@Tag(name = "Runs")
final class LiveController {

    private static final String ID = "An id, or latest";

    private final LiveRuns runs;

    LiveController(LiveRuns runs) {
        this.runs = runs;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getLiveRun",
            summary = "Where a run stands now: place in the queue, epoch, time left, what its attacks rebuild so far")
    @Refuses(UNKNOWN_RUN)
    LiveView live(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return runs.look(id);
    }

    @GetMapping("/{attackSlug}.png")
    @Operation(
            operationId = "getInterimPicture",
            summary = "The gallery's images and what an attack makes of them so far",
            description = "Of a run that has succeeded, what the attack made of them in the end.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")))
    @Refuses({UNKNOWN_RUN, UNKNOWN_PICTURE})
    ResponseEntity<byte[]> picture(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = "As /live names it", example = "decoder-conv-n0c16-train-e4-b40") @PathVariable
                    String attackSlug,
            @Parameter(
                            description =
                                    "When it was drawn, so that every picture has an address of its own; the latest is"
                                            + " answered whatever it says",
                            example = "1764428400000")
                    @RequestParam(required = false)
                    Long at) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noCache())
                .body(runs.picture(id, attackSlug));
    }
}
