package lab.obscura.notify;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.notify.outbox.Delivery;
import lab.obscura.notify.outbox.Destination;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Destinations;
import lab.obscura.notify.outbox.NotifiedEvent;
import lab.obscura.notify.outbox.Outbox;
import lab.obscura.notify.reach.AddressRefused;
import lab.obscura.notify.reach.Doors;
import lab.obscura.notify.reach.OutwardAddress;
import lab.obscura.notify.send.WebhookSignature;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do about being told. Everybody sees and changes their own; without accounts there is one person. */
@Component
class Notifications {

    static final int MOST_DESTINATIONS = 10;

    private final Destinations destinations;
    private final Outbox outbox;
    private final Doors doors;
    private final MailRules mails;
    private final Audit audit;
    private final Clock clock;
    private final boolean hasAccounts;

    Notifications(
            Destinations destinations,
            Outbox outbox,
            Doors doors,
            MailRules mails,
            Audit audit,
            Clock clock,
            ObscuraProperties properties) {
        this.destinations = destinations;
        this.outbox = outbox;
        this.doors = doors;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
        this.hasAccounts = properties.auth().hasAccounts();
    }

    DestinationView.All all() {
        return new DestinationView.All(
                destinations.of(owner()).stream().map(DestinationView::of).toList(),
                DestinationView.choices(),
                mails.isOn());
    }

    List<Delivery> deliveries(int limit) {
        return outbox.deliveries(owner(), limit);
    }

    @Transactional
    public DestinationView.Created add(DestinationRequest request, Audit.Who by) {
        DestinationKind kind = request.checkedKind();
        String secret = kind == DestinationKind.WEBHOOK ? WebhookSignature.newSecret() : "";
        var destination = new Destination(
                UUID.randomUUID(),
                kind,
                request.checkedName(),
                target(kind, request.typedTarget()),
                secret,
                DestinationRequest.checked(request.events()),
                clock.instant());
        if (!destinations.insert(owner(), destination, MOST_DESTINATIONS)) {
            throw new Problem(
                    ErrorType.TOO_MANY_MESSAGES,
                    "You have " + MOST_DESTINATIONS + " destinations, which is the limit. Remove one first");
        }
        record(by, AuditAction.DESTINATION_ADDED, destination);
        return new DestinationView.Created(DestinationView.of(destination), secret.isEmpty() ? null : secret);
    }

    private String target(DestinationKind kind, String typed) {
        if (kind == DestinationKind.EMAIL) {
            return mails.checked(typed);
        }
        try {
            doors.check(OutwardAddress.read(typed));
            return typed;
        } catch (AddressRefused refused) {
            throw Problem.field("target", refused.rule(), typed, refused.wayOut());
        }
    }

    @Transactional
    public DestinationView choose(UUID id, List<String> events) {
        Destination before = found(id);
        List<NotifiedEvent> chosen = DestinationRequest.checked(events);
        destinations.choose(id, chosen);
        return DestinationView.of(destinations.find(owner(), before.id()).orElseThrow(() -> unknown(id)));
    }

    @Transactional
    public void remove(UUID id, Audit.Who by) {
        Destination destination = found(id);
        destinations.delete(id);
        record(by, AuditAction.DESTINATION_REMOVED, destination);
    }

    void test(UUID id) {
        if (!outbox.test(found(id).id())) {
            throw new Problem(
                    ErrorType.TOO_MANY_MESSAGES,
                    "This destination had " + Outbox.MOST_AN_HOUR
                            + " messages within an hour, which is the limit. Wait");
        }
    }

    private Destination found(UUID id) {
        return destinations.find(owner(), id).orElseThrow(() -> unknown(id));
    }

    private static Problem unknown(UUID id) {
        return Problem.unknown(
                ErrorType.UNKNOWN_DESTINATION,
                "You have no destination",
                id.toString(),
                "GET /api/v1/notifications lists yours");
    }

    /** Where there are no accounts nobody can be named. */
    private void record(Audit.Who by, AuditAction action, Destination destination) {
        if (hasAccounts) {
            audit.record(
                    by, action, destination.name(), EnumId.of(destination.kind()) + " " + destination.shownTarget());
        }
    }

    /** Empty where there are no accounts. */
    private String owner() {
        if (!hasAccounts) {
            return "";
        }
        return Optional.of(SignedIn.current().map(SignedIn::account).orElse(""))
                .filter(account -> !account.isEmpty())
                .orElseThrow(() -> new Problem(ErrorType.NOT_ALLOWED, "This needs an account. Make one and log in"));
    }
}
