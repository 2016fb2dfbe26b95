package lab.obscura.run.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.Problem;

/** What can be done with many runs at once. */
enum BulkAction {
    CANCEL,
    RETRY,
    TAG,
    UNTAG,
    PIN,
    UNPIN,
    ARCHIVE,
    UNARCHIVE,
    DELETE;

    /** As requests name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it needs the field {@code tags}. */
    boolean takesTags() {
        return this == TAG || this == UNTAG;
    }

    /** @throws Problem when there is no such action */
    static BulkAction of(String word) {
        List<String> known = Arrays.stream(values()).map(BulkAction::word).toList();
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.field(
                        "action",
                        "one of " + String.join(", ", known),
                        word,
                        Nearest.to(word, known)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("")));
    }
}
