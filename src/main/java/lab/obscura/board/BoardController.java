package lab.obscura.board;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_DATASET;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/boards")
@Tag(name = "Boards", description = "Definitions on one data set side by side, averaged over their seeds")
final class BoardController {

    private static final String DATASET = "Id of a data set, or latest: that of the latest experiment";
    private static final String ATTACK = "Slug of the attack whose numbers are shown; the most common one when missing";

    private final Boards boards;

    BoardController(Boards boards) {
        this.boards = boards;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getBoards", summary = "The boards that have something to show")
    BoardsView all() {
        return boards.all();
    }

    @GetMapping(path = "/{dataset}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getBoard",
            summary = "One row per definition: mean ± 95 % interval over seeds, rank, thumbnail",
            description =
                    "A board has one backbone, one cut layer and one attacker: averages over different images never share a"
                            + " column. It has two lists, families of strengths at matched accuracy and rows of a single strength.")
    @Refuses(UNKNOWN_DATASET)
    BoardView get(
            @Parameter(description = DATASET, example = "shapes") @PathVariable String dataset,
            @ParameterObject BoardRequest request) {
        return boards.board(dataset, request);
    }

    @GetMapping("/{dataset}/export.{format}")
    @Operation(
            operationId = "exportBoard",
            summary = "The board as csv, json, md, tex (booktabs), or bib: the papers of its methods")
    @ApiResponse(
            responseCode = "200",
            description = "The same rows as the board",
            content = {
                @Content(
                        mediaType = "text/csv",
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject("rank,name,…")),
                @Content(mediaType = "application/json", schema = @Schema(implementation = BoardView.class)),
                @Content(mediaType = "application/x-tex", schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
                @Content(mediaType = "application/x-bibtex", schema = @Schema(type = "string"))
            })
    @Refuses(UNKNOWN_DATASET)
    ResponseEntity<byte[]> export(
            @Parameter(description = DATASET, example = "shapes") @PathVariable String dataset,
            @Parameter(example = "csv", schema = @Schema(allowableValues = {"csv", "json", "md", "tex", "bib"}))
                    @PathVariable
                    String format,
            @ParameterObject BoardRequest request) {
        return boards.export(dataset, request, format).answer();
    }
}
