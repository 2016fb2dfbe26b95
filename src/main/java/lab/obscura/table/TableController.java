package lab.obscura.table;

import static lab.obscura.platform.web.ErrorType.DATASET_BEING_READ;
import static lab.obscura.platform.web.ErrorType.DISK_FULL;
import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.INVALID_SETTINGS;
import static lab.obscura.platform.web.ErrorType.TOO_MANY_QUEUED;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_TABLE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import lab.obscura.account.Actor;
import lab.obscura.account.project.Projects;
import lab.obscura.platform.web.Refuses;
import lab.obscura.study.StudyDryRunView;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tables", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tables", description = "What papers printed beside what was measured")
final class TableController {

    private static final String SCALE = "paper or mini; the first that the table has when missing";

    private final Tables tables;
    private final Projects projects;

    TableController(Tables tables, Projects projects) {
        this.tables = tables;
        this.projects = projects;
    }

    @GetMapping
    @Operation(operationId = "getTables", summary = "The tables of the program and those that were posted")
    TableView.Tables all() {
        return tables.all();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitTable",
            summary = "Store a table; its rows are queued by \"missing\"",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TableDocument.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Stored; Location names the table",
            content = @Content(schema = @Schema(implementation = TableView.class)))
    @Refuses({INVALID_SETTINGS, ILLEGAL_STATE})
    ResponseEntity<TableView> submit(@RequestBody Map<String, Object> table, Actor submitter) {
        TableView stored = tables.post(table, submitter);
        return ResponseEntity.created(URI.create("/api/v1/tables/" + stored.id()))
                .body(stored);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getTable",
            summary = "Published and measured numbers at one scale, with a verdict per cell")
    @Refuses(UNKNOWN_TABLE)
    TableView get(
            @Parameter(example = "proposal") @PathVariable String id,
            @Parameter(description = SCALE, schema = @Schema(allowableValues = {"paper", "mini"}))
                    @RequestParam(defaultValue = "")
                    String scale) {
        return tables.get(id, scale.strip());
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteTable",
            summary = "Forget a posted table; its runs stay",
            description = "Needs a table that was posted: POST /api/v1/tables.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @Refuses({UNKNOWN_TABLE, ILLEGAL_STATE})
    ResponseEntity<Void> delete(@Parameter(example = "my-table") @PathVariable String id, Actor actor) {
        tables.delete(id, actor);
        return ResponseEntity.noContent().build();
    }

    @GetMapping(path = "/{id}/export.{format}", produces = MediaType.ALL_VALUE)
    @Operation(
            operationId = "exportTable",
            summary = "The table as csv, json, md, tex (booktabs), or bib: the papers of its methods",
            description = "In csv a row per cell.")
    @Refuses(UNKNOWN_TABLE)
    ResponseEntity<byte[]> export(
            @Parameter(example = "proposal") @PathVariable String id,
            @Parameter(example = "csv", schema = @Schema(allowableValues = {"csv", "json", "md", "tex", "bib"}))
                    @PathVariable
                    String format,
            @Parameter(description = SCALE, schema = @Schema(allowableValues = {"paper", "mini"}))
                    @RequestParam(defaultValue = "")
                    String scale) {
        return tables.export(id, scale.strip(), format).answer();
    }

    @PostMapping("/{id}/missing")
    @Operation(
            operationId = "queueMissingOfTable",
            summary = "Queue what is missing at one scale, or with dryRun see what that would be",
            description =
                    "The rows that lack seeds become a study; seeds that are there, whoever queued them, are not queued"
                            + " again, those that failed or were cancelled are.")
    @ApiResponse(
            responseCode = "201",
            description = "Queued; Location names the study",
            content = @Content(schema = @Schema(implementation = TableView.Queued.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Dry run: nothing was stored",
            content = @Content(schema = @Schema(implementation = StudyDryRunView.class)))
    @ApiResponse(responseCode = "204", description = "Nothing is missing, or nothing of it can be computed here")
    @Refuses({UNKNOWN_TABLE, TOO_MANY_QUEUED, DATASET_BEING_READ, DISK_FULL})
    ResponseEntity<Object> missing(
            @Parameter(example = "proposal") @PathVariable String id,
            @Parameter(description = SCALE, schema = @Schema(allowableValues = {"paper", "mini"}))
                    @RequestParam(defaultValue = "")
                    String scale,
            @Parameter(description = "Only count and estimate") @RequestParam(defaultValue = "false") boolean dryRun,
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
            Actor actor) {
        Actor submitter = projects.submitting(actor, project, visibility);
        if (dryRun) {
            return tables.dryRun(id, scale.strip(), submitter)
                    .<ResponseEntity<Object>>map(ResponseEntity::ok)
                    .orElseGet(() -> ResponseEntity.noContent().build());
        }
        return Optional.ofNullable(
                        tables.queueMissing(id, scale.strip(), submitter).study())
                .<ResponseEntity<Object>>map(study -> ResponseEntity.created(URI.create("/api/v1/studies/" + study))
                        .body(new TableView.Queued(study)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
