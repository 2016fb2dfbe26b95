package lab.obscura.cluster;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_POOL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/cluster", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cluster", description = "Workers that a batch system starts")
final class ClusterController {

    private final ClusterReader reader;

    ClusterController(ClusterReader reader) {
        this.reader = reader;
    }

    @GetMapping
    @Operation(
            operationId = "getCluster",
            summary = "Pools, pilots, the last commands of the batch system and their errors")
    ClusterView get() {
        return reader.read();
    }

    @PostMapping("/pools/{name}/resume")
    @Operation(
            operationId = "resumePool",
            summary = "Tries again to start pilots of a pool that stopped",
            description = "Needs a pool of obscura.cluster.pools.")
    @Refuses(UNKNOWN_POOL)
    ClusterView resume(
            @Parameter(description = "A name of GET /api/v1/cluster", example = "gpu") @PathVariable String name) {
        return reader.resume(name);
    }
}
