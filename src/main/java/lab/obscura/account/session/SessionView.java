package lab.obscura.account.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Optional;
import lab.obscura.account.SignedIn;
import lab.obscura.platform.ObscuraProperties.AuthMode;

/** Who asks, and how one logs in here. */
@Schema(name = "Session", description = "Who asks, and how one logs in here")
record SessionView(
        @Schema(
                description = "obscura.auth",
                example = "local",
                allowableValues = {"off", "local", "proxy", "oidc"})
        String mode,

        @Schema(
                description = "True while there is no admin: obscura.home/bootstrap-token makes the first",
                example = "false")
        boolean bootstrap,

        @Schema(description = "Whether who is not logged in may read", example = "false")
        boolean anonymousRead,

        @Schema(nullable = true, description = "Null when nobody is logged in")
        Me me) {

    @Schema(name = "SessionMe", description = "Who is logged in")
    record Me(
            @Schema(example = "ada") String name,

            @Schema(
                    description = "What this request may do: the account's role, or less by the scope of a token",
                    example = "submitter",
                    allowableValues = {"viewer", "submitter", "admin", "worker"})
            String role,

            @Schema(description = "Whether a cookie says so, and not a token", example = "true")
            boolean browser) {}

    static SessionView of(AuthMode mode, boolean bootstrap, boolean anonymousRead, Optional<SignedIn> who) {
        return new SessionView(
                mode.name().toLowerCase(Locale.ROOT),
                bootstrap,
                anonymousRead,
                who.map(one -> new Me(
                                one.name(), one.role().word(), !one.session().isEmpty()))
                        .orElse(null));
    }
}
