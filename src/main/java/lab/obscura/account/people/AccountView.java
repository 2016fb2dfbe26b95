package lab.obscura.account.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** An account as admins see it. */
@Schema(name = "Account", description = "Somebody who may log in")
record AccountView(
        @Schema(example = "ada") String name,

        @Schema(description = "Empty when there is none", example = "Ada Lovelace")
        String displayName,

        @Schema(
                example = "submitter",
                allowableValues = {"viewer", "submitter", "admin", "worker"})
        String role,

        @Schema(
                description = "Who asks for the proof",
                example = "local",
                allowableValues = {"local", "proxy", "oidc"})
        String origin,

        @Schema(example = "false") boolean disabled,
        Instant createdAt) {

    /** All of them. */
    @Schema(name = "Accounts", description = "Those that may log in first, then by name")
    record All(List<AccountView> accounts) {}

    /** What was given to an account. */
    @Schema(name = "Claimed", description = "What an account got of a submitter without account")
    record Claimed(
            @Schema(description = "Experiments, runs, studies and tables", example = "12")
            int rows) {}

    static AccountView of(Account account) {
        return new AccountView(
                account.name(),
                account.displayName(),
                account.role().word(),
                account.origin().name().toLowerCase(Locale.ROOT),
                account.isDisabled(),
                account.createdAt());
    }
}
