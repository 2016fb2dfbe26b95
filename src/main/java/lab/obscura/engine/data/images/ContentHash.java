package lab.obscura.engine.data.images;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of a data set: SHA-256 over shape, class names, labels and pixels of both splits, in hexadecimal. File names,
 * formats and compression stay out of it, so the same images in another format are the same data set. Fed piece by piece, training
 * split first, so that nobody needs to hold all pixels.
 */
public final class ContentHash {

    private static final String VERSION = "obscura-images-1";

    private final MessageDigest digest = sha256();

    public ContentHash(ImageShape shape, List<String> classNames) {
        text(VERSION);
        text(shape.toString());
        classNames.forEach(this::text);
    }

    /** The hash of both splits as they are. */
    public static String of(Split split) {
        var hash = new ContentHash(split.train().shape(), split.train().classNames());
        for (LabeledImages images : List.of(split.train(), split.test())) {
            hash.beginSplit(images.labels());
            hash.addPixels(images.pixels(), 0, images.pixels().length);
        }
        return hash.finished();
    }

    /** The labels of a split, before its pixels. */
    public void beginSplit(int[] labels) {
        number(labels.length);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * labels.length);
        bytes.asIntBuffer().put(labels);
        digest.update(bytes);
    }

    /** Pixels of the split in the order of its images, in pieces of any length. */
    public void addPixels(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
    }

    /** A second label of each image, behind both splits; data sets without have the hash they always had. */
    public void addAttributes(Attributes attributes) {
        attributes.names().forEach(this::text);
        beginSplit(attributes.values());
    }

    public String finished() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    /** The algorithm of every identity. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
