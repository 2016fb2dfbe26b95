package lab.obscura.engine.settings;

/**
 * One field that breaks a rule.
 *
 * @param path where it is, as in {@code defense[0].standardDeviation}
 * @param rule what would be right, as in {@code a number between 0 and 1}
 * @param value what came, as text; empty when nothing came
 * @param hint the way out: the nearest right value or what to do; empty when there is none
 * @param said rule and value in a sentence of its own, where "must be, was" would be hard to read; empty where not
 */
public record FieldError(String path, String rule, String value, String hint, String said) {

    private static final int LONGEST_VALUE = 80;

    public FieldError {
        path = clean(path);
        value = clean(value);
    }

    public FieldError(String path, String rule, String value, String hint) {
        this(path, rule, value, hint, "");
    }

    /** The whole sentence: field, rule, value, way out. */
    public String sentence() {
        String came = value.isEmpty() ? ", but is missing" : ", was " + value;
        String wayOut = hint.isEmpty() ? "" : ". " + hint;
        return (said.isEmpty() ? path + " must be " + rule + came : said) + wayOut;
    }

    /** User text goes into logs and pages: no line breaks, no megabytes. */
    private static String clean(String text) {
        String oneLine = PlainText.line(text);
        return oneLine.length() <= LONGEST_VALUE ? oneLine : oneLine.substring(0, LONGEST_VALUE) + "…";
    }
}
