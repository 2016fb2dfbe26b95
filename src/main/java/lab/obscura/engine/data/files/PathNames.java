package lab.obscura.engine.data.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of files as UTF-8, whatever the locale. Java decodes names by the locale of the process ({@code LANG=C} knows ASCII only)
 * but keeps their bytes in the path; so what was found in a folder can be named and opened, while a name that is made into a path
 * may fail.
 */
public final class PathNames {

    private PathNames() {}

    /** The last part of a path; empty when its bytes are not UTF-8. */
    public static Optional<String> of(Path path) {
        String decoded = path.getFileName().toString();
        return decoded.chars().allMatch(c -> c < 0x80) ? Optional.of(decoded) : utf8(bytes(path));
    }

    /** The last part of a path for messages: bytes that are not UTF-8 become {@code \xE4}. */
    public static String printable(Path path) {
        return of(path).orElseGet(() -> {
            var text = new StringBuilder();
            for (byte b : bytes(path)) {
                text.append(b >= 0x20 ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02X", b & 0xff));
            }
            return text.toString();
        });
    }

    /** The composed form: {@code ö} as one character, as Linux and Windows write it; macOS may write two. */
    public static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** A name in ASCII that stands for this one, for files of our own in any locale; plain names stay what they are. */
    public static String ascii(String name) {
        var text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            text.append(
                    b > 0x20 && b < 0x7f && b != '%'
                            ? String.valueOf((char) b)
                            : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return text.toString();
    }

    /** Strictly decoded. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a name can be had from its URI alone, where they are written as they are. */
    private static byte[] bytes(Path path) {
        String raw = path.getFileName().toUri().getRawPath();
        String name = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        name = name.substring(name.lastIndexOf('/') + 1);
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            boolean coded = name.charAt(i) == '%';
            bytes.write(coded ? Integer.parseInt(name.substring(i + 1, i + 3), 16) : name.charAt(i));
            i += coded ? 2 : 0;
        }
        return bytes.toByteArray();
    }
}
