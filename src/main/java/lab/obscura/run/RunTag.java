package lab.obscura.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The ETag of a run: first half for what people edit, second half for what the run itself reports. A cache compares all of it;
 * an edit is refused only when the first half has changed, or a running run could hardly be edited at all.
 */
record RunTag(String edited, String reported) {

    static RunTag of(RunView run) {
        return new RunTag(
                hash(run.priority(), run.tags(), run.notes(), run.pinned(), run.archived()),
                hash(run.state(), run.reason(), run.stage(), run.progress(), run.attempt(), run.changes()));
    }

    String text() {
        return '"' + edited + "-" + reported + '"';
    }

    /** Whether the header {@code If-Match} was made from the same edits; an empty one and a star accept anything. */
    boolean matches(String ifMatch) {
        List<String> tags = Arrays.stream(ifMatch.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                .toList();
        return ifMatch.isBlank() || tags.contains("*") || tags.stream().anyMatch(tag -> tag.startsWith(edited + "-"));
    }

    private static String hash(Object... values) {
        try {
            byte[] text = Arrays.asList(values).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
