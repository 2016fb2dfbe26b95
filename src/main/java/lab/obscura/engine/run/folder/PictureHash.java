package lab.obscura.engine.run.folder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One SHA-256 over the pictures of a run's gallery: the originals, then those of each attack in the order of the definition, each by
 * rising index. Length and owner of a picture are part of it, so that none can take another's place.
 */
public final class PictureHash {

    /** Where it stands among the facts of a run's provenance. */
    public static final String FACT = "picturesHash";

    private static final String ORIGINALS = "";

    private final MessageDigest digest;

    public PictureHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public void addOriginal(int index, byte[] png) {
        add(ORIGINALS, index, png);
    }

    public void addReconstruction(String slug, int index, byte[] png) {
        add(slug, index, png);
    }

    private void add(String owner, int index, byte[] png) {
        byte[] name = owner.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(name.length)
                .putInt(index)
                .putInt(png.length)
                .array());
        digest.update(name);
        digest.update(png);
    }

    /** In hexadecimal; nothing can be added afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
