package lab.obscura.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lab.obscura.platform.web.Problem;

/**
 * A definition as it was posted, and by whom.
 *
 * @param idempotencyKey empty when the sender gave none
 */
record Submission(Map<String, Object> posted, String submitter, String idempotencyKey) {

    static final String ANONYMOUS = "anonymous";

    private static final int LONGEST_SUBMITTER = 100;
    private static final int LONGEST_KEY = 200;

    static Submission of(Map<String, Object> posted, String submitter, String idempotencyKey) {
        String who = line("X-Submitter", readable(submitter).strip(), LONGEST_SUBMITTER);
        return new Submission(
                posted, who.isEmpty() ? ANONYMOUS : who, line("Idempotency-Key", idempotencyKey.strip(), LONGEST_KEY));
    }

    private static String line(String header, String text, int longest) {
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.field(header, "text of at most " + longest + " characters on one line", text, "Shorten it");
        }
        return text;
    }

    /** Servers read headers as Latin-1, clients send names in UTF-8: what is valid UTF-8 was meant as such. */
    private static String readable(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }
}
