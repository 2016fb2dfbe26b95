package lab.obscura.verify;

import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
final class VerifyController {

    private final Verifier verifier;

    VerifyController(Verifier verifier) {
        this.verifier = verifier;
    }

    @PostMapping("/{id}/verify")
    @Operation(
            operationId = "verifyRun",
            summary =
                    "Check a finished run again: hashes of definition, data and pictures, and every metric that can be recomputed",
            description = "Changes nothing. Needs a run that has succeeded: queue one with POST /api/v1/presets/tiny.")
    @Refuses({UNKNOWN_RUN, ILLEGAL_STATE})
    Verification verify(@Parameter(description = "An id, or latest", example = "latest") @PathVariable String id) {
        return verifier.verify(id);
    }
}
