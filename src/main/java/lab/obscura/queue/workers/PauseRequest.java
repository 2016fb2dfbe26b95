package lab.obscura.queue.workers;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why the queue is paused. */
@Schema(name = "Pause")
record PauseRequest(
        @Schema(nullable = true, example = "disk is being changed")
        String reason) {}
