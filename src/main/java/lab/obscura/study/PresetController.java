package lab.obscura.study;

import static lab.obscura.platform.web.ErrorType.IDEMPOTENCY_CONFLICT;
import static lab.obscura.platform.web.ErrorType.NOT_FOUND;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.account.Actor;
import lab.obscura.account.project.Projects;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/presets", produces = MediaType.APPLICATION_JSON_VALUE)
final class PresetController {

    private final PresetService presets;
    private final Projects projects;

    PresetController(PresetService presets, Projects projects) {
        this.presets = presets;
        this.projects = projects;
    }

    @GetMapping
    @Tag(name = "Catalog")
    @Operation(
            operationId = "getPresets",
            summary = "Ready definitions and their groups, with what they cost here, to post as they are or to edit")
    PresetsView presets() {
        return presets.all();
    }

    @PostMapping("/{id}")
    @Tag(name = "Experiments")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "submitPreset",
            summary = "Queue a preset as it is, or a group of them (demo, mini-study), as a study",
            description = "Everything is computed anew, also what is there already.")
    @Refuses({NOT_FOUND, IDEMPOTENCY_CONFLICT})
    QueuedView submit(
            @Parameter(description = "Id of a preset or of a group", example = "tiny") @PathVariable String id,
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
        return presets.queue(id, projects.submitting(actor, project, visibility), idempotencyKey);
    }
}
