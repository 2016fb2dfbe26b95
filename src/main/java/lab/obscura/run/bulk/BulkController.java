package lab.obscura.run.bulk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.account.Actor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs", description = "One experiment with one seed")
final class BulkController {

    private static final String EXAMPLE = """
            {"action": "tag", "query": "state:failed", "tags": ["look again"]}""";

    private final BulkActions actions;

    BulkController(BulkActions actions) {
        this.actions = actions;
    }

    @PostMapping(path = "/bulk", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changeRuns",
            summary = "Cancel, retry, tag, untag, pin, unpin, archive, unarchive or delete many runs at once",
            description = "One transaction. What is not possible with a run is said of that run; the others are done.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = BulkRequest.class),
                                            examples = @ExampleObject(name = "tag", value = EXAMPLE))))
    BulkView change(
            @RequestBody BulkRequest request,
            @Parameter(description = "Only say what would happen to each run") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            Actor actor) {
        return dryRun ? actions.look(request, actor) : actions.apply(request, actor);
    }
}
