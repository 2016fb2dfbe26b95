package lab.obscura.remote.supply;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls of a worker that has no folder of data sets. For the program itself, in the same version. */
@Hidden
@RestController
@RequestMapping("/api/v1/worker/datasets")
final class DatasetFilesController {

    private final SuppliedDatasets datasets;

    DatasetFilesController(SuppliedDatasets datasets) {
        this.datasets = datasets;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    SuppliedDatasetView.All all() {
        return new SuppliedDatasetView.All(datasets.all());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    SuppliedDatasetView get(@PathVariable String id, @RequestParam(defaultValue = "0") int imageSize) {
        return datasets.get(id, imageSize);
    }

    /** The part that the header Range asks for, or the whole. Whoever fetches it compares the hash. */
    @GetMapping("/{id}/files/{sha256}")
    void file(
            @PathVariable String id,
            @PathVariable String sha256,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        datasets.send(id, sha256, request, response);
    }
}
