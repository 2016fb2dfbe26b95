package lab.obscura.queue;

import java.util.List;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;

/** What a run's tags may be: at most 20, each of 1 to 50 characters on one line. */
public final class TagRule {

    /** Of one run. */
    public static final int MOST = 20;

    private static final int LONGEST = 50;

    private TagRule() {}

    /**
     * Checks tags that came with a request.
     *
     * @param path the field that holds them
     * @throws Problem that names the first that breaks the rule
     */
    public static void check(String path, List<String> tags) {
        if (tags.size() > MOST) {
            throw Problem.field(path, "at most 20 tags", tags.size() + " tags", "Leave some out");
        }
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (tag == null || tag.isBlank() || !PlainText.isLine(tag, LONGEST)) {
                throw Problem.field(
                        path + "[" + i + "]",
                        "text of 1 to 50 characters on one line",
                        "" + tag,
                        PlainText.hint("" + tag));
            }
        }
    }
}
