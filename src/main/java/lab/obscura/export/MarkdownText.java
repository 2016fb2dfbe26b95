package lab.obscura.export;

import java.util.regex.Pattern;
import lab.obscura.engine.settings.PlainText;

/** Any text inside a cell of a Markdown table, shown as it is: no column, link, mention, formula or HTML comes of it. */
final class MarkdownText {

    /** Escaped by a backslash, which CommonMark allows before any ASCII punctuation; a point only where an address begins. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|~$@:#]|(?<=(?i:www))\\.");

    private MarkdownText() {}

    static String of(String text) {
        String oneLine =
                PlainText.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return SPECIAL.matcher(oneLine).replaceAll("\\\\$0");
    }
}
