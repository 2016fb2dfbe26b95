package lab.obscura.account.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lab.obscura.platform.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class AuditController {

    private static final int MOST = 200;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping
    @Operation(operationId = "getAudit", summary = "Who did what, from where; the newest first")
    AuditView page(
            @Parameter(example = "ada") @RequestParam(defaultValue = "") String actor,
            @Parameter(example = "delete") @RequestParam(defaultValue = "") String action,
            @Parameter(description = "next of the page before") @RequestParam(defaultValue = "9223372036854775807")
                    long before,
            @Parameter(description = "1 to 200") @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.field("limit", "between 1 and " + MOST, "" + limit, "Leave it out for 50");
        }
        AuditAction.check(action);
        List<AuditView.Line> found = audit.page(new Audit.AuditFilter(actor, action), before, limit + 1);
        List<AuditView.Line> shown = found.subList(0, Math.min(limit, found.size()));
        return new AuditView(shown, found.size() > limit ? shown.get(limit - 1).id() : null);
    }
}
