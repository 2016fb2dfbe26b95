package lab.obscura.execution.checkpoints;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.queue.RunId;

/**
 * The name of a published file, as in {@code RUN/files/HASH} or {@code RUN/states/ATTEMPT-NUMBER-HASH.json}. Nothing else is one, so a key
 * never leads out of its store, and each says what its file must hold.
 *
 * @param kind {@code files} or {@code states}
 * @param name within these
 * @param sha256 of the file's content, in hexadecimal
 */
public record CheckpointKey(RunId run, String kind, String name, String sha256) {

    /** How {@link #kind} and {@link #name} look, for whoever has to say so. */
    public static final String FORM = "files/SHA-256 or states/ATTEMPT-NUMBER-SHA-256.json";

    private static final Pattern KEY = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
            + "/(?:(files)/([0-9a-f]{64})|(states)/(\\d{6}-\\d{6}-([0-9a-f]{64})\\.json))");

    /** Reads one; empty when it is none. */
    public static Optional<CheckpointKey> of(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var run = new RunId(UUID.fromString(parts.group(1)));
        return Optional.of(
                parts.group(2) != null
                        ? new CheckpointKey(run, parts.group(2), parts.group(3), parts.group(3))
                        : new CheckpointKey(run, parts.group(4), parts.group(5), parts.group(6)));
    }

    /** As the store knows it. */
    @Override
    public String toString() {
        return run + "/" + kind + "/" + name;
    }
}
