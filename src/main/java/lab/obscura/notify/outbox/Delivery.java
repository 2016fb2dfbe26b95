package lab.obscura.notify.outbox;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** What became of a message, as it is answered. */
@Schema(name = "Delivery", description = "What became of a message")
public record Delivery(
        @Schema(description = "The receiver sees it, as webhook-id or as a mail's Message-ID")
        UUID id,

        @Schema(description = "Name of the destination", example = "our channel")
        String destination,

        @Schema(
                description =
                        "One of those that can be chosen; test; or held-back, where more happened than a destination gets",
                example = "run-failed")
        String event,

        @Schema(example = "Run 7 of CEM on noise failed") String title,

        @Schema(description = "Path of a page", example = "/runs/latest")
        String link,

        @Schema(
                description = "dead: given up, see error",
                example = "sent",
                allowableValues = {"waiting", "sent", "dead"})
        String state,

        @Schema(description = "How often it was sent", example = "1")
        int attempts,

        @Schema(description = "Why the last attempt failed; empty otherwise")
        String error,

        Instant at,

        @Schema(nullable = true, description = "When it is sent again; null when it is not")
        Instant dueAt) {

    /** Where a message stands. */
    enum State {
        WAITING,
        SENT,
        DEAD
    }
}
