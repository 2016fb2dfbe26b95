package lab.obscura.dataset;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_DATASET;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Data sets", description = "The built-in one and the folders of the data directory")
final class DatasetController {

    private final RegisteredDatasets datasets;

    DatasetController(RegisteredDatasets datasets) {
        this.datasets = datasets;
    }

    @GetMapping
    @Operation(
            operationId = "getDatasets",
            summary = "Every registered data set, also those that cannot be used, with the reason")
    DatasetsView all() {
        return datasets.all();
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getDataset", summary = "One data set, its content hash included")
    @Refuses(UNKNOWN_DATASET)
    DatasetsView.Entry get(@Parameter(example = "shapes") @PathVariable String id) {
        return datasets.get(id);
    }
}
