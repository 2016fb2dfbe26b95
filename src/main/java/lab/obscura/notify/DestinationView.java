package lab.obscura.notify;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.notify.outbox.Delivery;
import lab.obscura.notify.outbox.Destination;
import lab.obscura.notify.outbox.NotifiedEvent;

/** A destination as it is answered. */
@Schema(name = "Destination", description = "Where you are told, and of what")
record DestinationView(
        UUID id,

        @Schema(
                example = "webhook",
                allowableValues = {"webhook", "slack", "email"})
        String kind,

        @Schema(example = "our channel") String name,

        @Schema(
                description = "A mailbox; of other addresses host and end only, because the rest may be a secret",
                example = "https://hooks.example.org/…cura")
        String target,

        @Schema(example = "[\"study-finished\", \"run-failed\"]")
        List<String> events,

        Instant createdAt) {

    /** All of somebody, and what there is to choose from. */
    @Schema(name = "Notifications", description = "Where you are told of what, and what you may choose")
    record All(
            List<DestinationView> destinations,

            @Schema(description = "What you may be told of") List<Choice> events,

            @Schema(
                    description = "Whether this service sends mails: its operator has named a mail server and domains",
                    example = "false")
            boolean mail) {}

    /** Something that one may be told of. */
    @Schema(name = "NotifiedEvent", description = "Something that you may be told of")
    record Choice(
            @Schema(example = "run-failed") String id,

            @Schema(description = "Behind: tell me when", example = "a run of yours has failed")
            String meaning) {}

    /** A new one. */
    @Schema(name = "NewDestination", description = "A destination that was made, with what nobody can show again")
    record Created(
            DestinationView destination,

            @Schema(
                    nullable = true,
                    description =
                            "Of webhooks: what they are signed with, as Standard Webhooks has it; null for the others",
                    example = "null")
            String secret) {

        /** Never in a log. */
        @Override
        public String toString() {
            return "Created[" + destination.id() + "]";
        }
    }

    /** What became of messages. */
    @Schema(name = "Deliveries", description = "The newest first")
    record Deliveries(List<Delivery> deliveries) {}

    static List<Choice> choices() {
        return Arrays.stream(NotifiedEvent.values())
                .map(event -> new Choice(EnumId.of(event), event.meaning()))
                .toList();
    }

    static DestinationView of(Destination destination) {
        return new DestinationView(
                destination.id(),
                EnumId.of(destination.kind()),
                destination.name(),
                destination.shownTarget(),
                destination.events().stream().map(EnumId::of).toList(),
                destination.createdAt());
    }
}
