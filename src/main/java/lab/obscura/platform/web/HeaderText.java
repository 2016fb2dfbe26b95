package lab.obscura.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import lab.obscura.engine.settings.PlainText;

/** What people say in a header: who they are, which key a request has. */
public final class HeaderText {

    private HeaderText() {}

    /** A header's text on one line, or a problem. */
    public static String line(String header, String value, int longest) {
        String text = readable(value).strip();
        if (!PlainText.isLine(text, longest)) {
            throw Problem.field(
                    header, "text of at most " + longest + " characters on one line", text, PlainText.hint(text));
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
