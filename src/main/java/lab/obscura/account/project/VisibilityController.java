package lab.obscura.account.project;

import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_EXPERIMENT;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_STUDY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.account.Actor;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
final class VisibilityController {

    private static final String ID = "An id, or latest";
    private static final String PUBLISHED =
            "It appears on boards, lists, tables, comparisons and exports of everybody.";
    private static final String WITHDRAWN =
            "Needs a project that it belongs to. Whoever has seen it meanwhile has seen it.";

    private final Publishing publishing;

    VisibilityController(Publishing publishing) {
        this.publishing = publishing;
    }

    @PostMapping("/experiments/{id}/publish")
    @Tag(name = "Experiments")
    @Operation(
            operationId = "publishExperiment",
            summary = "Show a project's experiment to everybody",
            description = PUBLISHED)
    @Refuses(UNKNOWN_EXPERIMENT)
    VisibilityView publishExperiment(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return publishing.publish(Publishing.Thing.EXPERIMENT, id, actor);
    }

    @PostMapping("/experiments/{id}/withdraw")
    @Tag(name = "Experiments")
    @Operation(
            operationId = "withdrawExperiment",
            summary = "Take an experiment back to its project",
            description = WITHDRAWN)
    @Refuses({UNKNOWN_EXPERIMENT, ILLEGAL_STATE})
    VisibilityView withdrawExperiment(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return publishing.withdraw(Publishing.Thing.EXPERIMENT, id, actor);
    }

    @PostMapping("/studies/{id}/publish")
    @Tag(name = "Studies")
    @Operation(
            operationId = "publishStudy",
            summary = "Show a project's study and its experiments to everybody",
            description = PUBLISHED)
    @Refuses(UNKNOWN_STUDY)
    VisibilityView publishStudy(@Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return publishing.publish(Publishing.Thing.STUDY, id, actor);
    }

    @PostMapping("/studies/{id}/withdraw")
    @Tag(name = "Studies")
    @Operation(
            operationId = "withdrawStudy",
            summary = "Take a study and its experiments back to their project",
            description = WITHDRAWN)
    @Refuses({UNKNOWN_STUDY, ILLEGAL_STATE})
    VisibilityView withdrawStudy(
            @Parameter(description = ID, example = "latest") @PathVariable String id, Actor actor) {
        return publishing.withdraw(Publishing.Thing.STUDY, id, actor);
    }
}
