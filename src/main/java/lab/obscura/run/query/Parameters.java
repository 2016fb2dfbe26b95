package lab.obscura.run.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.queue.TextArray;

/** Takes what people have written and gives the placeholders that stand for it. */
final class Parameters {

    private final Map<String, Object> values = new HashMap<>();

    String word(String word) {
        return placeholder(word);
    }

    /** For an array of texts. */
    String words(List<String> words) {
        return placeholder(TextArray.of(words));
    }

    /** A pattern of all texts that contain the piece, whatever characters it is of. */
    String piece(String piece) {
        return placeholder("%" + piece.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    String number(double number) {
        return placeholder(number);
    }

    String moment(Instant moment) {
        return placeholder(moment.atOffset(ZoneOffset.UTC));
    }

    Map<String, Object> values() {
        return values;
    }

    private String placeholder(Object value) {
        String name = "q" + values.size();
        values.put(name, value);
        return ":" + name;
    }
}
