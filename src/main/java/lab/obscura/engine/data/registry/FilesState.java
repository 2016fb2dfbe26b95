package lab.obscura.engine.data.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.ContentHash;

/**
 * The files of a data set as the directory shows them.
 *
 * @param fingerprint changes when a file is added, removed or written
 * @param bytes of all files
 */
public record FilesState(String fingerprint, long bytes) {

    /** Part of every fingerprint; raised when readers change what they make of the same files. */
    private static final String READERS = "readers-8";

    public static FilesState of(SafeFiles files) {
        MessageDigest digest = ContentHash.sha256();
        digest.update(READERS.getBytes(StandardCharsets.UTF_8));
        long bytes = 0;
        for (SafeFiles.Entry entry : files.entries()) {
            String line = entry.name() + '\0' + entry.size() + '\0' + entry.modifiedMillis() + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            bytes += entry.size();
        }
        return new FilesState(HexFormat.of().formatHex(digest.digest()), bytes);
    }
}
