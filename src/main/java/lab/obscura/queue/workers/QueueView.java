package lab.obscura.queue.workers;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether anything may be claimed, and how much waits. */
@Schema(name = "Queue")
record QueueView(
        boolean paused,

        @Schema(description = "Why it is paused; empty when it is not", example = "")
        String reason,

        @Schema(example = "2") long queued,
        @Schema(example = "1") long running) {}
