package lab.obscura.account.token;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.account.Role;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;

/** A token that somebody wants. */
@Schema(name = "TokenRequest", description = "What a new token is for, what it may, and for how long")
record TokenRequest(
        @Schema(description = "So that you know it again", example = "laptop")
        String name,

        @Schema(
                nullable = true,
                description = "At most what your role may; that when missing",
                example = "submitter",
                allowableValues = {"viewer", "submitter", "admin", "worker"})
        String scope,

        @Schema(nullable = true, description = "1 to 365; 90 when missing", example = "90")
        Integer days,

        @Schema(
                nullable = true,
                description = "An account with the role worker, which cannot ask for itself; admins only",
                example = "null")
        String account) {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_DAYS = 365;
    private static final int USUAL_DAYS = 90;

    String checkedName() {
        String text = Optional.ofNullable(name).orElse("").strip();
        if (text.isEmpty() || !PlainText.isLine(text, LONGEST_NAME)) {
            throw Problem.field("name", "1 to " + LONGEST_NAME + " characters on one line", text, "As in laptop");
        }
        return text;
    }

    Role checkedScope(Role own) {
        String word = Optional.ofNullable(scope).orElse(own.word());
        return Stream.of(Role.values())
                .filter(own::includes)
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.field(
                        "scope",
                        "one of "
                                + Stream.of(Role.values())
                                        .filter(own::includes)
                                        .map(Role::word)
                                        .collect(Collectors.joining(", ")),
                        word,
                        "A token may do no more than who makes it"));
    }

    /** Whose token it shall be; empty for who asks. */
    String forAccount() {
        return Optional.ofNullable(account).orElse("").strip();
    }

    int checkedDays() {
        int wanted = Optional.ofNullable(days).orElse(USUAL_DAYS);
        if (wanted < 1 || wanted > LONGEST_DAYS) {
            throw Problem.field("days", "between 1 and " + LONGEST_DAYS, "" + wanted, "Make a new one in time");
        }
        return wanted;
    }
}
