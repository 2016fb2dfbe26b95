package lab.obscura.notify;

import static lab.obscura.platform.web.ErrorType.TOO_MANY_MESSAGES;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_DESTINATION;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import lab.obscura.account.audit.Audit;
import lab.obscura.platform.web.Problem;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Notifications", description = "A word when it is done; see docs/notifications.md")
final class NotificationController {

    private static final int MOST = 200;
    private static final String NEEDS = "Needs an id of GET /api/v1/notifications.";

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    @Operation(operationId = "getNotifications", summary = "Where you are told, and what you may be told of")
    DestinationView.All all() {
        return notifications.all();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "addDestination",
            summary = "Be told somewhere; the secret of a webhook is shown this one time",
            description =
                    "Addresses need https and lie in the public Internet; the operator may allow other hosts by name.")
    @ApiResponse(
            responseCode = "201",
            description = "Added; nobody can show the secret again",
            content = @Content(schema = @Schema(implementation = DestinationView.Created.class)))
    @Refuses(TOO_MANY_MESSAGES)
    ResponseEntity<DestinationView.Created> add(@RequestBody DestinationRequest request, HttpServletRequest from) {
        DestinationView.Created created = notifications.add(request, Audit.Who.of(from));
        return ResponseEntity.created(URI.create("/api/v1/notifications")).body(created);
    }

    @GetMapping("/deliveries")
    @Operation(operationId = "getDeliveries", summary = "What became of your messages, for 30 days")
    DestinationView.Deliveries deliveries(
            @Parameter(description = "1 to 200") @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.field("limit", "between 1 and " + MOST, "" + limit, "Leave it out for 20");
        }
        return new DestinationView.Deliveries(notifications.deliveries(limit));
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "changeDestination", summary = "Be told of something else there", description = NEEDS)
    @Refuses(UNKNOWN_DESTINATION)
    DestinationView change(@PathVariable UUID id, @RequestBody DestinationPatch patch) {
        return notifications.choose(id, patch.events());
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeDestination", summary = "Be told there no more", description = NEEDS)
    @ApiResponse(responseCode = "204", description = "Removed, with what waited for it")
    @Refuses(UNKNOWN_DESTINATION)
    ResponseEntity<Void> remove(@PathVariable UUID id, HttpServletRequest from) {
        notifications.remove(id, Audit.Who.of(from));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/test")
    @Operation(
            operationId = "testDestination",
            summary = "Send a test there",
            description = NEEDS + " What became of it stands in GET /api/v1/notifications/deliveries within seconds.")
    @ApiResponse(responseCode = "202", description = "It is on its way")
    @Refuses({UNKNOWN_DESTINATION, TOO_MANY_MESSAGES})
    ResponseEntity<Void> test(@PathVariable UUID id) {
        notifications.test(id);
        return ResponseEntity.accepted().build();
    }
}
