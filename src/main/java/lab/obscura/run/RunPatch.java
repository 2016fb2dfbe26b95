package lab.obscura.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;

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
        String notes) {

    private static final int HIGHEST_PRIORITY = 100;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_NOTES = 10_000;

    RunPatch checked() {
        if (priority != null && Math.abs((long) priority) > HIGHEST_PRIORITY) {
            throw Problem.field("priority", "between -100 and 100", "" + priority, "0 is the usual one");
        }
        if (tags != null) {
            checkTags();
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
                        notes == null ? "" : "notes")
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void checkTags() {
        if (tags.size() > MOST_TAGS) {
            throw Problem.field("tags", "at most 20 tags", tags.size() + " tags", "Leave some out");
        }
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (tag == null || tag.isBlank() || !PlainText.isLine(tag, LONGEST_TAG)) {
                throw Problem.field(
                        "tags[" + i + "]",
                        "text of 1 to 50 characters on one line",
                        "" + tag,
                        PlainText.hint("" + tag));
            }
        }
    }
}
