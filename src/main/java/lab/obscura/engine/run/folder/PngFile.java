package lab.obscura.engine.run.folder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes the few chunks of a PNG file that a picture needs. Our own lines instead of a general writer: no time stamps, no
 * settings that change with a version, no window system.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte GRAY = 0;
    private static final byte COLORED = 2;

    private PngFile() {}

    /** A file of 8 bits per channel. */
    static byte[] of(byte[] pixels, int height, int width, int channels) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        header.put(channels == 1 ? GRAY : COLORED); // then compression, filter and interlace method, all 0
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(rows(pixels, height, width * channels)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Each row begins with the number of its filter; 0 is none. */
    private static byte[] rows(byte[] pixels, int height, int rowBytes) {
        byte[] rows = new byte[height * (rowBytes + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * rowBytes, rows, y * (rowBytes + 1) + 1, rowBytes);
        }
        return rows;
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
