package lab.obscura.compare;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_EXPERIMENT;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    @GetMapping(path = "/export.{format}", produces = MediaType.ALL_VALUE)
    @Operation(
            operationId = "exportComparison",
            summary = "The comparison as csv, json, md, tex (booktabs), or bib: the papers of its methods")
    @Refuses({UNKNOWN_EXPERIMENT, UNKNOWN_RUN})
    ResponseEntity<byte[]> export(
            @Parameter(example = "csv", schema = @Schema(allowableValues = {"csv", "json", "md", "tex", "bib"}))
                    @PathVariable
                    String format,
            @Parameter(description = "Ids of experiments, separated by commas", example = "latest")
                    @RequestParam(defaultValue = "")
                    List<String> experiments,
            @Parameter(description = "Ids of runs, separated by commas", example = "latest")
                    @RequestParam(defaultValue = "")
                    List<String> runs) {
        return new ComparisonExport(comparisons.of(experiments, runs))
                .exportable()
                .as(format)
                .answer();
    }
}
