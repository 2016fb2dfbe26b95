package lab.obscura.notify;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.NotifiedEvent;
import lab.obscura.platform.web.Problem;

/** Where somebody wants to be told. */
@Schema(name = "DestinationRequest", description = "Where you want to be told, and of what")
record DestinationRequest(
        @Schema(
                description =
                        "webhook: signed JSON; slack: a text as Slack and those compatible with it take it; email",
                example = "webhook",
                allowableValues = {"webhook", "slack", "email"})
        String kind,

        @Schema(description = "So that you know it again", example = "our channel")
        String name,

        @Schema(
                description = "An address that begins with https://, or of a mailbox",
                example = "https://hooks.example.org/obscura")
        String target,

        @Schema(description = "Of what you want to be told", example = "[\"study-finished\", \"run-failed\"]")
        List<String> events) {

    private static final int LONGEST_NAME = 60;

    DestinationKind checkedKind() {
        String word = Optional.ofNullable(kind).orElse("");
        return EnumId.find(DestinationKind.class, word)
                .orElseThrow(
                        () -> Problem.field("kind", "one of webhook, slack, email", word, "webhook is signed JSON"));
    }

    String checkedName() {
        String text = Optional.ofNullable(name).orElse("").strip();
        if (text.isEmpty() || !PlainText.isLine(text, LONGEST_NAME)) {
            throw Problem.field("name", "1 to " + LONGEST_NAME + " characters on one line", text, "As in our channel");
        }
        return text;
    }

    String typedTarget() {
        return Optional.ofNullable(target).orElse("").strip();
    }

    static List<NotifiedEvent> checked(List<String> events) {
        List<String> words = Optional.ofNullable(events).orElse(List.of());
        String known = Arrays.stream(NotifiedEvent.values()).map(EnumId::of).collect(Collectors.joining(", "));
        if (words.isEmpty()) {
            throw Problem.field(
                    "events", "one or more of " + known, "none", "Remove the destination to hear of nothing");
        }
        return words.stream()
                .map(word -> EnumId.find(NotifiedEvent.class, "" + word)
                        .orElseThrow(() -> Problem.field("events", "of " + known, "" + word, "Leave it out")))
                .distinct()
                .toList();
    }

    /** Never in a log: the target may be a secret. */
    @Override
    public String toString() {
        return "DestinationRequest[" + kind + "]";
    }
}
