package lab.obscura.study;

import static lab.obscura.platform.web.ErrorType.DATASET_BEING_READ;
import static lab.obscura.platform.web.ErrorType.DISK_FULL;
import static lab.obscura.platform.web.ErrorType.IDEMPOTENCY_CONFLICT;
import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.INVALID_SETTINGS;
import static lab.obscura.platform.web.ErrorType.KEPT;
import static lab.obscura.platform.web.ErrorType.TOO_MANY_QUEUED;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_STUDY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import lab.obscura.account.Actor;
import lab.obscura.account.project.Projects;
import lab.obscura.experiment.SeedsRequest;
import lab.obscura.keeping.DeletionView;
import lab.obscura.platform.web.Problem;
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
@RequestMapping(path = "/api/v1/studies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Studies", description = "Named sets of experiments: a base definition, axes of values, seeds")
final class StudyController {

    private static final int MOST = 100;

    /** Two runs of seconds each. */
    private static final String TINY = """
            {
              "name": "Noise, with and without CEM",
              "base": {
                "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
                "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
                "training": {"epochs": 2, "batchSize": 40},
                "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 4, "batchSize": 40}]
              },
              "axes": [
                {"name": "defense", "values": [
                  {"label": "noise", "set": {"/defense": [{"part": "gaussian-noise"}]}},
                  {"label": "noise + CEM", "set": {"/defense": [{"part": "gaussian-noise"}, {"part": "conditional-entropy"}]}}
                ]}
              ],
              "seeds": [1]
            }""";

    private final Studies studies;
    private final Projects projects;

    StudyController(Studies studies, Projects projects) {
        this.studies = studies;
        this.projects = projects;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitStudy",
            summary = "Queue a study, or with dryRun see what would be queued",
            description =
                    "All cells are checked first, and stored together or not at all, at most 5000 runs. A cell whose experiment"
                            + " is there already, whoever posted it, is that experiment: only the seeds that it lacks are queued.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = StudyDocument.class),
                                            examples = @ExampleObject(name = "tiny", value = TINY))))
    @ApiResponse(
            responseCode = "201",
            description = "Queued; Location names the study",
            content = @Content(schema = @Schema(implementation = StudyView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Dry run: nothing was stored",
            content = @Content(schema = @Schema(implementation = StudyDryRunView.class)))
    @Refuses({INVALID_SETTINGS, IDEMPOTENCY_CONFLICT, TOO_MANY_QUEUED, DATASET_BEING_READ, DISK_FULL})
    ResponseEntity<Object> submit(
            @RequestBody Map<String, Object> study,
            @Parameter(description = "Only check, count and estimate") @RequestParam(defaultValue = "false")
                    boolean dryRun,
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
            @Parameter(description = "The same key gives the same study")
                    @RequestHeader(name = "Idempotency-Key", defaultValue = "")
                    String idempotencyKey) {
        Actor submitter = projects.submitting(actor, project, visibility);
        if (dryRun) {
            return ResponseEntity.ok(studies.dryRun(study, submitter));
        }
        StudyView stored = studies.post(study, submitter, idempotencyKey);
        return ResponseEntity.created(URI.create("/api/v1/studies/" + stored.id()))
                .body(stored);
    }

    @GetMapping
    @Operation(operationId = "getStudies", summary = "Studies and how far they are, the newest first")
    StudiesView list(
            @Parameter(description = "At most this many, from 1 to 100", example = "20")
                    @RequestParam(defaultValue = "20")
                    int limit,
            @Parameter(description = "next of the page before") @RequestParam(defaultValue = "") String after) {
        if (limit < 1 || limit > MOST) {
            throw Problem.field("limit", "between 1 and " + MOST, "" + limit, "Use next to get further pages");
        }
        return studies.page(before(after), limit);
    }

    private static long before(String after) {
        try {
            return after.isBlank() ? Long.MAX_VALUE : Long.parseLong(after.strip());
        } catch (NumberFormatException e) {
            throw Problem.field("after", "the next of the page before", after, "Leave it out for the first page");
        }
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getStudy", summary = "The grid of cells: states, progress, time left, what was found")
    @Refuses(UNKNOWN_STUDY)
    StudyView get(@Parameter(description = "An id, or latest", example = "latest") @PathVariable String id) {
        return studies.get(id);
    }

    @GetMapping(path = "/{id}/export.{format}", produces = MediaType.ALL_VALUE)
    @Operation(
            operationId = "exportStudy",
            summary = "The study as csv, json, md, tex (booktabs), or bib: the papers of its methods",
            description = "A row per cell, in csv a row per cell and attack.")
    @Refuses(UNKNOWN_STUDY)
    ResponseEntity<byte[]> export(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @Parameter(example = "csv", schema = @Schema(allowableValues = {"csv", "json", "md", "tex", "bib"}))
                    @PathVariable
                    String format,
            @Parameter(description = "Slug of the only attack that is shown; all of them when missing")
                    @RequestParam(defaultValue = "")
                    String attack) {
        return studies.export(id, attack.strip(), format).answer();
    }

    @GetMapping(path = "/{id}/runs.csv", produces = MediaType.ALL_VALUE)
    @Operation(
            operationId = "exportRunsOfStudy",
            summary = "Every run of the study that has succeeded, a row per attack: all metrics, unrounded",
            description = "So that means, intervals and ranks can be computed anew.")
    @Refuses(UNKNOWN_STUDY)
    ResponseEntity<byte[]> runs(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id) {
        return studies.runs(id).answer();
    }

    @PostMapping("/{id}/missing")
    @Operation(operationId = "queueMissingOfStudy", summary = "Queue what is not done: every failed or cancelled run")
    @Refuses(UNKNOWN_STUDY)
    StudyView missing(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id, Actor actor) {
        return studies.queueMissing(id, actor);
    }

    @PostMapping("/{id}/retry")
    @Operation(operationId = "retryFailedOfStudy", summary = "Queue every failed run again")
    @Refuses(UNKNOWN_STUDY)
    StudyView retry(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id, Actor actor) {
        return studies.retryFailed(id, actor);
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelStudy",
            summary = "Cancel every run that the study has queued and that is not over",
            description = "Runs that were there before the study was posted are left as they are.")
    @Refuses(UNKNOWN_STUDY)
    StudyView cancel(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id, Actor actor) {
        return studies.cancel(id, actor);
    }

    @PostMapping(path = "/{id}/seeds", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "addSeedsToStudy", summary = "Run every cell with more seeds")
    @Refuses({UNKNOWN_STUDY, INVALID_SETTINGS, ILLEGAL_STATE, TOO_MANY_QUEUED, DATASET_BEING_READ, DISK_FULL})
    StudyView seeds(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @RequestBody SeedsRequest request,
            Actor actor) {
        return studies.addSeeds(id, request.checked(), actor);
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "editStudy", summary = "Set the priority of all runs that the study has queued")
    @Refuses(UNKNOWN_STUDY)
    StudyView edit(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @RequestBody StudyPatch patch,
            Actor actor) {
        int priority = Optional.ofNullable(patch.priority())
                .orElseThrow(() -> Problem.field("priority", "between -100 and 100", "", "0 is the usual one"));
        return studies.prioritize(id, priority, actor);
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteStudy",
            summary = "Delete a study with the runs that are its own, or with dryRun see what goes and what stays",
            description =
                    "Its own are the runs that it has queued and that no other study asks for. All or nothing: refused when one"
                            + " of them is pinned or running.")
    @Refuses({UNKNOWN_STUDY, KEPT})
    DeletionView delete(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @Parameter(description = "Only look") @RequestParam(defaultValue = "false") boolean dryRun,
            Actor actor) {
        return dryRun ? studies.lookAtDeletion(id) : studies.delete(id, actor);
    }
}
