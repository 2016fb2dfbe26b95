package lab.obscura.account.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A page of the audit. */
@Schema(name = "Audit", description = "Who did what, from where; the newest first")
record AuditView(
        List<Line> lines,

        @Schema(nullable = true, description = "Give it as before for the next page; null at the end", example = "17")
        Long next) {

    @Schema(name = "AuditLine", description = "One thing that somebody did")
    record Line(
            @Schema(example = "18") long id,
            Instant at,

            @Schema(description = "Name of the account; what was typed where a login failed", example = "ada")
            String actor,

            @Schema(description = "As the service sees it; behind a proxy the proxy's", example = "127.0.0.1")
            String address,

            @Schema(example = "token-created") String action,
            @Schema(example = "laptop") String subject,

            @Schema(description = "More of it; empty when there is none")
            String detail) {}
}
