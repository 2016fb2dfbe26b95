package lab.obscura.remote.supply;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.web.edge.IncomingFile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of a worker's store of checkpoints. For the program itself, in the same version. */
@Hidden
@RestController
@RequestMapping("/api/v1/worker")
final class CheckpointController {

    private final CheckpointHandover handover;

    CheckpointController(CheckpointHandover handover) {
        this.handover = handover;
    }

    @GetMapping(path = "/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckpointsView.Kept runs() {
        return handover.kept();
    }

    /** Takes a file as if it were a checkpoint, and keeps nothing of it. */
    @PutMapping("/checkpoints/probe")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void probe(IncomingFile file) throws IOException {
        handover.probe(file);
    }

    @GetMapping(path = "/runs/{id}/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckpointsView list(@PathVariable String id) {
        return new CheckpointsView(handover.keys(id));
    }

    @GetMapping("/runs/{id}/checkpoints/{kind}/{name}")
    void fetch(
            @PathVariable String id,
            @PathVariable String kind,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        handover.send(CheckpointHandover.key(id, kind, name), request, response);
    }

    @PutMapping("/runs/{id}/checkpoints/{kind}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(
            @PathVariable String id,
            @PathVariable String kind,
            @PathVariable String name,
            @RequestHeader(ServiceClient.FENCE_HEADER) long fence,
            IncomingFile file)
            throws IOException {
        handover.take(CheckpointHandover.key(id, kind, name), fence, file);
    }

    @DeleteMapping("/runs/{id}/checkpoints/{kind}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String id,
            @PathVariable String kind,
            @PathVariable String name,
            @RequestHeader(ServiceClient.FENCE_HEADER) long fence) {
        handover.remove(CheckpointHandover.key(id, kind, name), fence);
    }
}
