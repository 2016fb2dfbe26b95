package lab.obscura.account.token;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A token without its secret, which nobody knows any more. */
@Schema(name = "Token", description = "A token; its secret was shown once")
record TokenView(
        UUID id,

        @Schema(description = "The account", example = "ada")
        String owner,

        @Schema(example = "laptop") String name,

        @Schema(
                example = "submitter",
                allowableValues = {"viewer", "submitter", "admin", "worker"})
        String scope,

        Instant createdAt,
        Instant expiresAt,
        @Schema(example = "false") boolean expired,

        @Schema(nullable = true, description = "To the minute; null when it was never used")
        Instant lastUsedAt) {

    /** Tokens, the newest first. */
    @Schema(name = "Tokens", description = "The newest first")
    record All(List<TokenView> tokens) {}

    /** A new token with its secret. */
    @Schema(name = "NewToken", description = "A new token, and the only time that its secret is shown")
    record Created(
            UUID id,

            @Schema(description = "Send it as Authorization: Bearer obs_…", example = "obs_…")
            String secret) {

        /** Never in a log. */
        @Override
        public String toString() {
            return "Created " + id;
        }
    }
}
