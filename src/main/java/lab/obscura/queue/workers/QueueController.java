package lab.obscura.queue.workers;

import static lab.obscura.platform.web.ErrorType.UNKNOWN_WORKER;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Queue", description = "Who executes runs, and whether anything may be claimed")
final class QueueController {

    private final QueueService service;

    QueueController(QueueService service) {
        this.service = service;
    }

    @GetMapping("/workers")
    @Operation(operationId = "getWorkers", summary = "Hosts, slots, device, current runs, last heartbeat")
    WorkersView workers() {
        return service.workers();
    }

    @PostMapping("/workers/{id}/drain")
    @Operation(
            operationId = "drainWorker",
            summary = "The worker finishes what it has and claims nothing new, until it is started again")
    @Refuses(UNKNOWN_WORKER)
    WorkersView drain(@Parameter(description = "An id of GET /api/v1/workers") @PathVariable String id) {
        return service.drain(id);
    }

    @GetMapping("/queue")
    @Operation(operationId = "getQueue", summary = "Whether the queue is paused, and how much waits")
    QueueView queue() {
        return service.queue();
    }

    @PostMapping("/queue/pause")
    @Operation(operationId = "pauseQueue", summary = "From now on nothing is claimed; running attempts continue")
    QueueView pause(@RequestBody(required = false) PauseRequest request) {
        return service.pause(Optional.ofNullable(request).map(PauseRequest::reason));
    }

    @PostMapping("/queue/resume")
    @Operation(operationId = "resumeQueue", summary = "Runs may be claimed again")
    QueueView resume() {
        return service.resume();
    }
}
