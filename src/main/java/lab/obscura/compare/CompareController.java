package lab.obscura.compare;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_EXPERIMENT;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/compare", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Compare", description = "Two to six experiments or runs side by side")
final class CompareController {

    private final Comparisons comparisons;

    CompareController(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @GetMapping
    @Operation(
            operationId = "compareRuns",
            summary = "Where the definitions differ, the metrics, and the same pictures",
            description =
                    "Between two and six experiments and runs, separated by commas. An experiment is compared over all its"
                            + " seeds. latest stands for the one submitted last.")
    @Refuses({UNKNOWN_EXPERIMENT, UNKNOWN_RUN})
    ComparisonView compare(
            @Parameter(description = "Ids of experiments, separated by commas", example = "latest")
                    @RequestParam(defaultValue = "")
                    List<String> experiments,
            @Parameter(description = "Ids of runs, separated by commas", example = "latest")
                    @RequestParam(defaultValue = "")
                    List<String> runs) {
        return comparisons.of(experiments, runs);
    }
}
