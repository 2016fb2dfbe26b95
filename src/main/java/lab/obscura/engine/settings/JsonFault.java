package lab.obscura.engine.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in our words what Jackson found, with line and column. The words go on after what holds the text, as in "The body". */
public final class JsonFault {

    private static final int LONGEST = 200;

    private JsonFault() {}

    public static String of(JacksonException exception) {
        String words = String.valueOf(exception.getOriginalMessage());
        if (exception instanceof StreamConstraintsException) {
            return "goes beyond what a definition may hold" + at(exception) + ": " + oneLine(words);
        }
        if (exception instanceof MismatchedInputException) {
            return words.startsWith("Trailing token")
                    ? "must end after its object" + at(exception) + ": more follows"
                    : "must be an object in JSON" + at(exception);
        }
        return "is not JSON" + at(exception) + ": " + oneLine(words);
    }

    /** Where in the text; empty when that is not known. */
    public static String at(JacksonException exception) {
        TokenStreamLocation location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** Jackson names its features and classes; nobody outside needs them. */
    private static String oneLine(String message) {
        String text = PlainText.line(message)
                .replaceAll("\\s*\\((?:for|from|through|enable|maximum|not recognized)[^)]*\\)+", "")
                .replaceAll(": enable `[^`]*` to allow", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
