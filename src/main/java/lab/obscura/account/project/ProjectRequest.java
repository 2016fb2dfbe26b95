package lab.obscura.account.project;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;

/** A new project. */
@Schema(name = "ProjectRequest", description = "A new project")
record ProjectRequest(
        @Schema(description = "Lower case letters, digits, . _ -; stays for good", example = "vision")
        String name,

        @Schema(nullable = true, example = "Vision group") String title,

        @Schema(nullable = true, description = "Names of accounts", example = "[\"ada\"]")
        List<String> members) {

    static final int MOST_MEMBERS = 500;

    private static final int LONGEST_TITLE = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    ProjectRequest checked() {
        String word = Optional.ofNullable(name).orElse("").strip();
        if (!NAME.matcher(word).matches()) {
            throw Problem.field(
                    "name",
                    "1 to 64 lower case letters, digits and . _ -, the first a letter or digit",
                    word,
                    "As in vision or vision-2026");
        }
        return new ProjectRequest(word, checkedTitle(Optional.ofNullable(title).orElse("")), checkedMembers(members));
    }

    static String checkedTitle(String text) {
        String line = text.strip();
        if (!PlainText.isLine(line, LONGEST_TITLE)) {
            throw Problem.field(
                    "title",
                    "text of at most " + LONGEST_TITLE + " characters on one line",
                    text,
                    PlainText.hint(text));
        }
        return line;
    }

    /** Nobody twice, nobody without a name; a missing list is an empty one. */
    static List<String> checkedMembers(List<String> names) {
        List<String> all = Optional.ofNullable(names).orElse(List.of()).stream()
                .map(name -> Optional.ofNullable(name).orElse("").strip())
                .distinct()
                .toList();
        if (all.size() > MOST_MEMBERS) {
            throw Problem.field(
                    "members", "at most " + MOST_MEMBERS + " names", all.size() + " names", "Make two projects");
        }
        return all;
    }
}
