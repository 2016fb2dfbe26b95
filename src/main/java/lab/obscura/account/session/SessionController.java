package lab.obscura.account.session;

import static lab.obscura.platform.web.ErrorType.NO_ACCOUNTS;
import static lab.obscura.platform.web.ErrorType.TOO_MANY_LOGINS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_TOKEN;
import static lab.obscura.platform.web.ErrorType.WRONG_LOGIN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.Refuses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Accounts, sessions, tokens, audit; see docs/accounts.md")
final class SessionController {

    private final SessionService service;

    SessionController(SessionService service) {
        this.service = service;
    }

    @GetMapping("/session")
    @Operation(operationId = "getSession", summary = "Who asks, and how one logs in here")
    SessionView session() {
        return service.view();
    }

    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "login",
            summary = "Log in with a browser; programs send a token instead",
            description =
                    "Sets the cookies obscura_session and XSRF-TOKEN. Every change afterwards repeats the second in the"
                            + " header X-XSRF-TOKEN. A session from before ends.")
    @Refuses({WRONG_LOGIN, TOO_MANY_LOGINS, NO_ACCOUNTS})
    SessionView login(@RequestBody LoginRequest login, HttpServletRequest request, HttpServletResponse response) {
        return service.login(login, request, response);
    }

    @DeleteMapping("/session")
    @Operation(operationId = "logout", summary = "Log out here")
    @ApiResponse(responseCode = "204", description = "The session is over")
    @Refuses(NO_ACCOUNTS)
    ResponseEntity<Void> logout(HttpServletRequest request, HttpServletResponse response) {
        service.logout(request, response);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/sessions")
    @Operation(operationId = "getSessions", summary = "Where you are logged in")
    @Refuses(NO_ACCOUNTS)
    SessionListView sessions() {
        return service.own();
    }

    @DeleteMapping("/sessions")
    @Operation(operationId = "logoutEverywhere", summary = "Log out everywhere; tokens stay")
    @ApiResponse(responseCode = "204", description = "All your sessions are over")
    @Refuses(NO_ACCOUNTS)
    ResponseEntity<Void> logoutEverywhere(HttpServletRequest request, HttpServletResponse response) {
        service.logoutEverywhere(Audit.Who.of(request));
        SessionCookies.clear(request, response);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/sessions/{id}")
    @Operation(
            operationId = "endSession",
            summary = "Log out one of your browsers",
            description = "Needs an id of GET /api/v1/sessions.")
    @ApiResponse(responseCode = "204", description = "The session is over")
    @Refuses({UNKNOWN_TOKEN, NO_ACCOUNTS})
    ResponseEntity<Void> end(@PathVariable UUID id, HttpServletRequest request) {
        service.end(id, Audit.Who.of(request));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/session/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changePassword",
            summary = "Change your password; your other sessions end",
            description = "Needs a session of a local account.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @Refuses({WRONG_LOGIN, TOO_MANY_LOGINS, NO_ACCOUNTS})
    ResponseEntity<Void> changePassword(@RequestBody PasswordRequest passwords, HttpServletRequest request) {
        service.changePassword(passwords, Audit.Who.of(request));
        return ResponseEntity.noContent().build();
    }
}
