package lab.obscura.keeping.disk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/disk", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Disk", description = "What lies on the disk of the service")
final class DiskController {

    private final DiskUsage usage;

    DiskController(DiskUsage usage) {
        this.usage = usage;
    }

    @GetMapping
    @Operation(
            operationId = "getDisk",
            summary = "Bytes by kind, free space, limits, and what the rules for old runs would do",
            description = "Measured at most a minute ago, unless fresh asks for it.")
    DiskView get(@Parameter(description = "Measure again") @RequestParam(defaultValue = "false") boolean fresh) {
        return usage.measure(fresh);
    }
}
