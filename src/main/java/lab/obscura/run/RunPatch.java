package lab.obscura.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.TagRule;

/** What may be edited of a run; a field that is missing stays as it is. */
@Schema(name = "RunPatch", description = "A field that is missing stays as it is")
record RunPatch(
        @Schema(
                nullable = true,
                description = "Between -100 and 100; higher runs first among a submitter's runs",
                example = "10")
        Integer priority,

        @Schema(
                nullable = true,
                description = "At most 20, each at most 50 characters on one line",
                example = "[\"demo\"]")
        List<String> tags,

        @Schema(nullable = true, description = "At most 10 000 characters", example = "Looks right.")
        String notes,

        @Schema(nullable = true, description = "True: it is not deleted until somebody unpins it", example = "true")
        Boolean pinned,

        @Schema(
                nullable = true,
                description = "True: lists leave it out unless they are asked for it",
                example = "false")
        Boolean archived) {

    private static final int HIGHEST_PRIORITY = 100;
    private static final int LONGEST_NOTES = 10_000;

    RunPatch checked() {
        if (priority != null && Math.abs((long) priority) > HIGHEST_PRIORITY) {
            throw Problem.field("priority", "between -100 and 100", "" + priority, "0 is the usual one");
        }
        if (tags != null) {
            TagRule.check("tags", tags);
        }
        if (notes != null
                && (notes.length() > LONGEST_NOTES
                        || PlainText.hiddenInLines(notes).isPresent())) {
            String hint = PlainText.hiddenInLines(notes)
                    .map(character -> "Leave out the character " + character + ", which nobody sees")
                    .orElse("Shorten it");
            throw Problem.field("notes", "text of at most 10000 characters", notes, hint);
        }
        return this;
    }

    /** What it changes, for the run's history. */
    List<String> words() {
        return Stream.of(
                        priority == null ? "" : "priority " + priority,
                        tags == null ? "" : "tags",
                        notes == null ? "" : "notes",
                        pinned == null ? "" : pinned ? "pinned" : "unpinned",
                        archived == null ? "" : archived ? "archived" : "no longer archived")
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
