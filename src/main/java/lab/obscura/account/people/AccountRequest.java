package lab.obscura.account.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.account.Role;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;

/** A new account. */
@Schema(name = "AccountRequest", description = "A new account with a password of this service")
record AccountRequest(
        @Schema(description = "Lower case letters, digits, . _ @ -; stays for good", example = "ada")
        String name,

        @Schema(nullable = true, example = "Ada Lovelace") String displayName,

        @Schema(
                example = "submitter",
                allowableValues = {"viewer", "submitter", "admin", "worker"})
        String role,

        @Schema(
                nullable = true,
                description = "12 to 200 characters; a worker needs none, because it does not log in",
                example = "copper lantern seven rivers")
        String password) {

    static final int LONGEST_DISPLAY_NAME = 100;

    /** Under which the audit shows who has no account yet. */
    private static final String BOOTSTRAP = "bootstrap"; // as BootstrapToken.HOLDER is called

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    AccountRequest checked() {
        String display = checkedDisplayName(Optional.ofNullable(displayName).orElse(""));
        String word = Optional.ofNullable(name).orElse("").strip();
        checkName(word);
        return new AccountRequest(
                word,
                display,
                Optional.ofNullable(role).orElse(""),
                Optional.ofNullable(password).orElse(""));
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.field(
                    "name",
                    "1 to 64 lower case letters, digits and . _ @ -, the first a letter or digit",
                    name,
                    "As in ada or ada@obscura.lab");
        }
        if (name.equals(BOOTSTRAP)) {
            throw Problem.field(
                    "name",
                    "another than " + BOOTSTRAP,
                    name,
                    "The audit calls the first admin's token so. Choose another");
        }
    }

    static String checkedDisplayName(String text) {
        if (!PlainText.isLine(text.strip(), LONGEST_DISPLAY_NAME)) {
            throw Problem.field(
                    "displayName",
                    "text of at most " + LONGEST_DISPLAY_NAME + " characters on one line",
                    text,
                    PlainText.hint(text));
        }
        return text.strip();
    }

    Role checkedRole() {
        return role("role", role);
    }

    static Role role(String path, String word) {
        return Stream.of(Role.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.field(
                        path,
                        "one of " + Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(", ")),
                        word,
                        "submitter is what most people need"));
    }

    /** Never in a log: it may hold a password. */
    @Override
    public String toString() {
        return "AccountRequest of " + name;
    }
}
