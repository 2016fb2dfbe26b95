package lab.obscura.account.project;

import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.NO_ACCOUNTS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_PROJECT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/projects", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class ProjectController {

    private static final String NEEDS = "Needs obscura.auth=local, oidc or proxy, and the role admin.";

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Operation(
            operationId = "getProjects",
            summary = "The projects that you are in; an admin sees all",
            description = "Needs obscura.auth=local, oidc or proxy.")
    @Refuses(NO_ACCOUNTS)
    ProjectView.All all() {
        return new ProjectView.All(projects.seenBy(SignedIn.current().orElseThrow()).stream()
                .map(ProjectView::of)
                .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "createProject", summary = "Make a project", description = NEEDS)
    @ApiResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @Refuses(NO_ACCOUNTS)
    ResponseEntity<ProjectView> create(@RequestBody ProjectRequest request, HttpServletRequest from) {
        Project project = projects.create(request, Audit.Who.of(from));
        return ResponseEntity.created(URI.create("/api/v1/projects/" + project.name()))
                .body(ProjectView.of(project));
    }

    @PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "changeProject", summary = "Change a project's title or members", description = NEEDS)
    @Refuses({UNKNOWN_PROJECT, NO_ACCOUNTS})
    ProjectView change(
            @Parameter(example = "vision") @PathVariable String name,
            @RequestBody ProjectPatch patch,
            HttpServletRequest from) {
        return ProjectView.of(projects.change(name, patch, Audit.Who.of(from)));
    }

    @DeleteMapping("/{name}")
    @Operation(
            operationId = "deleteProject",
            summary = "Delete a project to which nothing belongs",
            description = NEEDS)
    @ApiResponse(responseCode = "204", description = "It is gone")
    @Refuses({UNKNOWN_PROJECT, ILLEGAL_STATE, NO_ACCOUNTS})
    ResponseEntity<Void> delete(@Parameter(example = "vision") @PathVariable String name, HttpServletRequest from) {
        projects.delete(name, Audit.Who.of(from));
        return ResponseEntity.noContent().build();
    }
}
