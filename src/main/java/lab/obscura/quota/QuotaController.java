package lab.obscura.quota;

import static lab.obscura.platform.web.ErrorType.NO_ACCOUNTS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_ACCOUNT;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_PROJECT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class QuotaController {

    private static final String NEEDS = "Needs obscura.auth=local, oidc or proxy, and the role admin.";

    private final Quotas quotas;

    QuotaController(Quotas quotas) {
        this.quotas = quotas;
    }

    @GetMapping("/usage")
    @Operation(
            operationId = "getUsage",
            summary = "What you and your projects use and may use",
            description = "Needs obscura.auth=local, oidc or proxy.")
    @Refuses(NO_ACCOUNTS)
    QuotaView.Own own() {
        return quotas.of(SignedIn.current().orElseThrow());
    }

    @GetMapping("/quotas")
    @Operation(operationId = "getQuotas", summary = "What everybody uses and may use", description = NEEDS)
    @Refuses(NO_ACCOUNTS)
    QuotaView.All all() {
        return quotas.all();
    }

    @PutMapping(path = "/quotas/accounts/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "setQuotaOfAccount", summary = "Say what an account may use", description = NEEDS)
    @Refuses({UNKNOWN_ACCOUNT, NO_ACCOUNTS})
    QuotaView.HolderUsage ofAccount(
            @Parameter(example = "ada") @PathVariable String name,
            @RequestBody QuotaRequest request,
            HttpServletRequest from) {
        return quotas.set(QuotaHolder.Kind.ACCOUNT, name, request, Audit.Who.of(from));
    }

    @PutMapping(path = "/quotas/projects/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "setQuotaOfProject", summary = "Say what a project may use", description = NEEDS)
    @Refuses({UNKNOWN_PROJECT, NO_ACCOUNTS})
    QuotaView.HolderUsage ofProject(
            @Parameter(example = "vision") @PathVariable String name,
            @RequestBody QuotaRequest request,
            HttpServletRequest from) {
        return quotas.set(QuotaHolder.Kind.PROJECT, name, request, Audit.Who.of(from));
    }
}
