package lab.obscura.experiment;

import static lab.obscura.platform.web.ErrorType.DATASET_BEING_READ;
import static lab.obscura.platform.web.ErrorType.DISK_FULL;
import static lab.obscura.platform.web.ErrorType.IDEMPOTENCY_CONFLICT;
import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.INVALID_SETTINGS;
import static lab.obscura.platform.web.ErrorType.KEPT;
import static lab.obscura.platform.web.ErrorType.TOO_MANY_QUEUED;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_EXPERIMENT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import lab.obscura.account.Actor;
import lab.obscura.account.project.Projects;
import lab.obscura.keeping.DeletionView;
import lab.obscura.platform.web.Refuses;
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
@RequestMapping(path = "/api/v1/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Experiments", description = "Post a definition; it becomes one run per seed")
final class ExperimentController {

    /** The preset tiny: done in about ten seconds. */
    private static final String TINY = """
            {
              "name": "Tiny trial",
              "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
              "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
              "defense": [
                {"part": "gaussian-noise", "standardDeviation": 0.025},
                {"part": "conditional-entropy", "components": 2}
              ],
              "training": {"epochs": 2, "batchSize": 40},
              "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 4, "batchSize": 40}],
              "seeds": [125]
            }""";

    private final Experiments experiments;
    private final Projects projects;

    ExperimentController(Experiments experiments, Projects projects) {
        this.experiments = experiments;
        this.projects = projects;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitExperiment",
            summary = "Queue an experiment, or with dryRun see what would be queued",
            description =
                    "The definition is checked against the catalog and completed with defaults; each seed becomes a run.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = "#/components/schemas/Definition"),
                                            examples = @ExampleObject(name = "tiny", value = TINY))))
    @ApiResponse(
            responseCode = "201",
            description = "Queued; Location names the experiment",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Dry run: nothing was stored",
            content = @Content(schema = @Schema(implementation = DryRunView.class)))
    @Refuses({INVALID_SETTINGS, IDEMPOTENCY_CONFLICT, TOO_MANY_QUEUED, DATASET_BEING_READ, DISK_FULL})
    ResponseEntity<Object> submit(
            @RequestBody Map<String, Object> definition,
            @Parameter(description = "Only check and estimate") @RequestParam(defaultValue = "false") boolean dryRun,
            @Parameter(
                            description = "Name of a project of yours whose quota pays and whose members may see it",
                            schema = @Schema(defaultValue = ""))
                    @RequestParam(defaultValue = "")
                    String project,
            @Parameter(
                            description = "project: its members alone, as when left out; public: everybody",
                            schema = @Schema(allowableValues = {"public", "project"}))
                    @RequestParam(defaultValue = "")
                    String visibility,
            Actor actor,
            @Parameter(description = "The same key gives the same answer")
                    @RequestHeader(name = "Idempotency-Key", defaultValue = "")
                    String idempotencyKey) {
        Actor submitter = projects.submitting(actor, project, visibility);
        if (dryRun) {
            return ResponseEntity.ok(experiments.dryRun(definition, submitter));
        }
        ExperimentView stored = experiments.submit(Submission.of(definition, submitter, idempotencyKey));
        return ResponseEntity.created(URI.create("/api/v1/experiments/" + stored.id()))
                .body(stored);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getExperiment",
            summary = "The definition, the aggregate over its seeds, the runs",
            description = "To clone an experiment, post the definition of this answer again, edited or not.")
    @Refuses(UNKNOWN_EXPERIMENT)
    ExperimentView get(@Parameter(description = "An id, or latest", example = "latest") @PathVariable String id) {
        return experiments.get(id);
    }

    @PostMapping("/{id}/missing")
    @Operation(
            operationId = "queueMissingRuns",
            summary = "Queue what is not done: every failed or cancelled run of the experiment")
    @Refuses(UNKNOWN_EXPERIMENT)
    ExperimentView missing(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id, Actor actor) {
        return experiments.queueMissing(id, actor);
    }

    @PostMapping(path = "/{id}/seeds", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "addSeeds",
            summary = "Run the experiment with more seeds",
            description = "Seeds that it has already are not queued again.")
    @Refuses({UNKNOWN_EXPERIMENT, INVALID_SETTINGS, ILLEGAL_STATE, TOO_MANY_QUEUED, DATASET_BEING_READ, DISK_FULL})
    ExperimentView seeds(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @RequestBody SeedsRequest request,
            Actor actor) {
        return experiments.addSeeds(id, request.checked(), actor);
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "editExperiment",
            summary = "Pin or unpin an experiment, archive its runs or take them back")
    @Refuses(UNKNOWN_EXPERIMENT)
    ExperimentView edit(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @RequestBody ExperimentPatch patch,
            Actor actor) {
        return experiments.edit(id, patch, actor);
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteExperiment",
            summary = "Delete an experiment with all of its runs, or with dryRun see what that frees",
            description = "All or nothing: refused when one of its runs is pinned or running.")
    @Refuses({UNKNOWN_EXPERIMENT, KEPT})
    DeletionView delete(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @Parameter(description = "Only look") @RequestParam(defaultValue = "false") boolean dryRun,
            Actor actor) {
        return dryRun ? experiments.lookAtDeletion(id) : experiments.delete(id, actor);
    }
}
