package lab.obscura.run;

import static lab.obscura.platform.web.ErrorType.EDIT_CONFLICT;
import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.KEPT;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.account.Actor;
import lab.obscura.keeping.DeletionView;
import lab.obscura.platform.web.Refuses;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs", description = "One experiment with one seed")
final class RunController {

    private static final String ID = "An id, or latest";

    private final RunService service;

    RunController(RunService service) {
        this.service = service;
    }

    @GetMapping
    @Operation(
            operationId = "getRuns",
            summary = "Runs, latest first, with filters; next names the cursor of the following page")
    RunPageView list(@ParameterObject RunListRequest request) {
        return service.page(request);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getRun", summary = "State with reason, progress, metrics, timings, provenance")
    @Refuses(UNKNOWN_RUN)
    ResponseEntity<RunView> get(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return answer(service.get(id));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelRun",
            summary = "Cancel: a waiting run at once, a running one within seconds",
            description = "Needs a run that is not over: queue one with POST /api/v1/presets/tiny.")
    @Refuses({UNKNOWN_RUN, ILLEGAL_STATE})
    ResponseEntity<RunView> cancel(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return answer(service.cancel(id, actor));
    }

    @PostMapping("/{id}/retry")
    @Operation(
            operationId = "retryRun",
            summary = "Queue a failed or cancelled run again; it resumes from its last checkpoint",
            description =
                    "Needs a run that has failed or was cancelled: queue one with POST /api/v1/presets/tiny and cancel it.")
    @Refuses({UNKNOWN_RUN, ILLEGAL_STATE})
    ResponseEntity<RunView> retry(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return answer(service.retry(id, actor));
    }

    @PostMapping("/{id}/next")
    @Operation(
            operationId = "runNext",
            summary = "Put a waiting run before all others of its submitter; the shares between submitters stay",
            description = "Needs a run that waits: POST /api/v1/queue/pause, then POST /api/v1/presets/tiny.")
    @Refuses({UNKNOWN_RUN, ILLEGAL_STATE})
    ResponseEntity<RunView> next(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return answer(service.next(id, actor));
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "editRun", summary = "Change priority, tags or notes; pin, unpin, archive")
    @Refuses({UNKNOWN_RUN, EDIT_CONFLICT})
    ResponseEntity<RunView> edit(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(
                            description = "The ETag of the run as it was read: refused when somebody edited it since",
                            schema = @Schema(type = "string"))
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch,
            Actor actor,
            @RequestBody RunPatch patch) {
        return answer(service.edit(id, ifMatch, actor, patch));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteRun",
            summary = "Delete a run with all that it found out, or with dryRun see what that frees",
            description = "Its experiment goes with its last run. What is pinned or running is refused.")
    @Refuses({UNKNOWN_RUN, KEPT})
    DeletionView delete(
            @Parameter(description = ID, example = "latest") @PathVariable String id,
            @Parameter(description = "Only look") @RequestParam(defaultValue = "false") boolean dryRun,
            Actor actor) {
        return dryRun ? service.lookAtDeletion(id) : service.delete(id, actor);
    }

    private static ResponseEntity<RunView> answer(RunView run) {
        return ResponseEntity.ok().eTag(RunTag.of(run).text()).body(run);
    }
}
