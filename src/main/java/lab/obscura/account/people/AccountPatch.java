package lab.obscura.account.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import lab.obscura.account.Role;

/** What an admin changes of an account. */
@Schema(name = "AccountPatch", description = "What is null or missing stays as it is")
record AccountPatch(
        @Schema(nullable = true, example = "Ada Lovelace") String displayName,

        @Schema(
                nullable = true,
                example = "admin",
                allowableValues = {"viewer", "submitter", "admin", "worker"})
        String role,

        @Schema(
                nullable = true,
                description = "True: it may not log in, and its tokens and sessions are void",
                example = "false")
        Boolean disabled,

        @Schema(
                nullable = true,
                description = "A new one, as when the old one was forgotten; its sessions end",
                example = "null")
        String password) {

    Role checkedRole(Role before) {
        return Optional.ofNullable(role)
                .map(word -> AccountRequest.role("role", word))
                .orElse(before);
    }

    String checkedDisplayName(String before) {
        return Optional.ofNullable(displayName)
                .map(AccountRequest::checkedDisplayName)
                .orElse(before);
    }

    /** Never in a log: it may hold a password. */
    @Override
    public String toString() {
        return "AccountPatch";
    }
}
