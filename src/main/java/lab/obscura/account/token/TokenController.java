package lab.obscura.account.token;

import static lab.obscura.platform.web.ErrorType.NO_ACCOUNTS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_TOKEN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class TokenController {

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(operationId = "getTokens", summary = "Your tokens, or those of everybody")
    @Refuses(NO_ACCOUNTS)
    TokenView.All all(
            @Parameter(description = "Those of all accounts; admins only") @RequestParam(defaultValue = "false")
                    boolean everybody) {
        if (everybody && me().role() != Role.ADMIN) {
            throw new Problem(ErrorType.NOT_ALLOWED, "Only an admin sees the tokens of others. Leave everybody out");
        }
        return new TokenView.All(everybody ? tokens.all() : tokens.of(me()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "createToken", summary = "Make a token; its secret is shown this one time")
    @ApiResponse(
            responseCode = "201",
            description = "Made; nobody can show the secret again",
            content = @Content(schema = @Schema(implementation = TokenView.Created.class)))
    @Refuses(NO_ACCOUNTS)
    ResponseEntity<TokenView.Created> create(@RequestBody TokenRequest request, HttpServletRequest from) {
        SignedIn who = SignedIn.current().orElseThrow();
        return ResponseEntity.status(HttpStatus.CREATED).body(tokens.create(request, who, Audit.Who.of(from)));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke one of your tokens, or as an admin anybody's",
            description = "Needs an id of GET /api/v1/tokens.")
    @ApiResponse(responseCode = "204", description = "It is void from now on")
    @Refuses({UNKNOWN_TOKEN, NO_ACCOUNTS})
    ResponseEntity<Void> revoke(@PathVariable UUID id, HttpServletRequest from) {
        tokens.revoke(id, me(), Audit.Who.of(from));
        return ResponseEntity.noContent().build();
    }

    /** The bootstrap token belongs to nobody. */
    private static SignedIn me() {
        return SignedIn.current()
                .filter(who -> !who.account().isEmpty())
                .orElseThrow(() -> new Problem(ErrorType.NOT_ALLOWED, "This needs an account. Make one and log in"));
    }
}
