package lab.obscura.account.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The old password and a new one. */
@Schema(name = "PasswordRequest", description = "The old password and a new one")
record PasswordRequest(
        @Schema(example = "copper lantern seven rivers") String old,

        @Schema(description = "12 to 200 characters", example = "violet anchor nine meadows")
        String password) {

    String oldOrEmpty() {
        return Optional.ofNullable(old).orElse("");
    }

    String passwordOrEmpty() {
        return Optional.ofNullable(password).orElse("");
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "PasswordRequest";
    }
}
