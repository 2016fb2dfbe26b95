package lab.obscura.engine.data.pictures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNGs of every color type and depth. */
final class PngFiles {

    private PngFiles() {}

    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(data);
        var sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    /** One row of pixels, packed as the format wants it; {@code between} are chunks before the pixels. */
    static byte[] row(int width, int bits, int colorType, byte[] packed, byte[]... between) throws IOException {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(1)
                .put((byte) bits)
                .put((byte) colorType)
                .array();
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(0);
            deflater.write(packed);
        }
        var file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.write(chunk("IHDR", header));
        for (byte[] other : between) {
            file.write(other);
        }
        file.write(chunk("IDAT", compressed.toByteArray()));
        file.write(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }
}
