package lab.obscura.account.people;

import static lab.obscura.platform.web.ErrorType.ILLEGAL_STATE;
import static lab.obscura.platform.web.ErrorType.NO_ACCOUNTS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_ACCOUNT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class AccountController {

    private static final String NEEDS = "Needs obscura.auth=local or proxy, and the role admin.";

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    @Operation(operationId = "getAccounts", summary = "Everybody who has an account", description = NEEDS)
    @Refuses(NO_ACCOUNTS)
    AccountView.All all() {
        return new AccountView.All(accounts.all().stream().map(AccountView::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "createAccount",
            summary = "Let somebody in, with a password of this service",
            description = NEEDS + " The first admin is made with the token of obscura.home/bootstrap-token.")
    @ApiResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @Refuses(NO_ACCOUNTS)
    ResponseEntity<AccountView> create(@RequestBody AccountRequest request, HttpServletRequest from) {
        Account account = accounts.create(request, Audit.Who.of(from));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account.name()))
                .body(AccountView.of(account));
    }

    @PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "changeAccount", summary = "Change role, name, password, or lock it", description = NEEDS)
    @Refuses({UNKNOWN_ACCOUNT, ILLEGAL_STATE, NO_ACCOUNTS})
    AccountView change(
            @Parameter(example = "ada") @PathVariable String name,
            @RequestBody AccountPatch patch,
            HttpServletRequest from) {
        return AccountView.of(accounts.change(name, patch, Audit.Who.of(from)));
    }

    @DeleteMapping("/{name}/sessions")
    @Operation(operationId = "endSessionsOfAccount", summary = "Log somebody out everywhere", description = NEEDS)
    @ApiResponse(responseCode = "204", description = "All sessions of the account are over; its tokens are not")
    @Refuses({UNKNOWN_ACCOUNT, NO_ACCOUNTS})
    ResponseEntity<Void> endSessions(@Parameter(example = "ada") @PathVariable String name, HttpServletRequest from) {
        accounts.endSessions(name, Audit.Who.of(from));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/{name}/claims", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "claimRows",
            summary = "Give an account what somebody submitted before there were accounts",
            description = NEEDS + " The submitter that is shown stays.")
    @Refuses({UNKNOWN_ACCOUNT, NO_ACCOUNTS})
    AccountView.Claimed claim(
            @Parameter(example = "ada") @PathVariable String name,
            @RequestBody ClaimRequest request,
            HttpServletRequest from) {
        return new AccountView.Claimed(accounts.claim(name, request.checked(), Audit.Who.of(from)));
    }
}
