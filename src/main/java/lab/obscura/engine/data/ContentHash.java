package lab.obscura.engine.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a data set: SHA-256 over shape, class names, labels and pixels of both splits, in hexadecimal. File names,
 * formats and compression stay out of it, so the same images in another format are the same data set.
 */
public final class ContentHash {

    private static final String VERSION = "obscura-images-1";

    private ContentHash() {}

    /** The hash of both splits as they are. */
    public static String of(Split split) {
        MessageDigest digest = sha256();
        text(digest, VERSION);
        text(digest, split.train().shape().toString());
        split.train().classNames().forEach(name -> text(digest, name));
        add(digest, split.train());
        add(digest, split.test());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, LabeledImages images) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(images.count()).flip());
        ByteBuffer labels = ByteBuffer.allocate(Integer.BYTES * images.count());
        for (int i = 0; i < images.count(); i++) {
            labels.putInt(images.label(i));
        }
        digest.update(labels.flip());
        digest.update(images.pixels());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
