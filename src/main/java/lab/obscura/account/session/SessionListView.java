package lab.obscura.account.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where an account is logged in. */
@Schema(name = "Sessions", description = "Where you are logged in; the latest seen first")
record SessionListView(List<One> sessions) {

    @Schema(name = "SessionPlace", description = "A browser that is logged in")
    record One(
            UUID id,
            Instant since,

            @Schema(description = "To the minute") Instant lastSeenAt,

            @Schema(example = "127.0.0.1") String address,

            @Schema(description = "What the browser says of itself", example = "Mozilla/5.0")
            String agent,

            @Schema(description = "Whether this is where you ask from", example = "true")
            boolean current) {}
}
