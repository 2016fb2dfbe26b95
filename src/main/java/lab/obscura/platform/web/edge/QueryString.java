package lab.obscura.platform.web.edge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.obscura.platform.web.Problem;

/** Looks whether a query can be read in one way only: names, and percent signs that spell UTF-8. */
final class QueryString {

    private QueryString() {}

    /** What is wrong, for people; empty when nothing is. */
    static Optional<String> mistake(String query) {
        for (String pair : query.split("&")) {
            String name = pair.split("=", 2)[0];
            if (!pair.isEmpty() && name.isEmpty()) {
                return Optional.of("A query must be name=value&name=value; a name is missing before "
                        + Problem.oneLine(pair) + ". Leave it out");
            }
            if (!decodes(pair)) {
                return Optional.of("The query parameter " + Problem.oneLine(name)
                        + " does not decode: a percent sign must be followed by two hexadecimal digits, and the bytes"
                        + " must be UTF-8. Write a percent sign as %25");
            }
        }
        return Optional.empty();
    }

    private static boolean decodes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '%') {
                bytes.write(character);
            } else if (i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isHex(char character) {
        return character < 128 && Character.digit(character, 16) >= 0;
    }
}
