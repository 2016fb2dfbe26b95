package lab.obscura.account.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Name and password. */
@Schema(name = "LoginRequest", description = "Name and password; behind a proxy both may be missing")
record LoginRequest(
        @Schema(nullable = true, example = "ada") String name,

        @Schema(nullable = true, example = "copper lantern seven rivers")
        String password) {

    String nameOrEmpty() {
        return Optional.ofNullable(name).orElse("");
    }

    String passwordOrEmpty() {
        return Optional.ofNullable(password).orElse("");
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "LoginRequest of " + nameOrEmpty();
    }
}
