package lab.obscura.queue;

import java.util.List;
import java.util.stream.Collectors;

/** Writes texts as PostgreSQL's array literal, because a named parameter cannot carry an array. */
public final class TextArray {

    private TextArray() {}

    public static String of(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
