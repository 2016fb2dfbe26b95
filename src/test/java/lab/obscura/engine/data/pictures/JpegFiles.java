package lab.obscura.engine.data.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Writes JPEGs of every kind: the writer of the JDK makes the scans, the segments are exchanged byte by byte. */
final class JpegFiles {

    private JpegFiles() {}

    /** Components as they are, without any segment that says what they mean; {@code values} row by row, components last. */
    static byte[] components(int width, int height, int count, int... values) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, count, null);
        raster.setPixels(0, 0, width, height, values);
        return without(written(new IIOImage(raster, null, null), false), 0xe0, 0xee);
    }

    /** An ordinary JFIF file. */
    static byte[] ordinary(BufferedImage image, boolean progressive) throws IOException {
        return written(new IIOImage(image, null, null), progressive);
    }

    private static byte[] written(IIOImage image, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(1);
        settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, settings);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The same file with the components called otherwise, in frame and scan. */
    static byte[] named(byte[] jpeg, int... ids) {
        byte[] changed = jpeg.clone();
        int frame = indexOf(changed, 0xc0);
        int scan = indexOf(changed, 0xda);
        for (int i = 0; i < ids.length; i++) {
            changed[frame + 10 + 3 * i] = (byte) ids[i];
            changed[scan + 5 + 2 * i] = (byte) ids[i];
        }
        return changed;
    }

    static byte[] adobe(byte[] jpeg, int transform) {
        return with(jpeg, 0xee, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    }

    static byte[] jfif(byte[] jpeg) {
        return with(jpeg, 0xe0, new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
    }

    static byte[] exif(byte[] jpeg, int orientation, ByteOrder order) {
        ByteBuffer data = ByteBuffer.allocate(6 + 26).put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        data.put(tiff(orientation, order));
        return with(jpeg, 0xe1, data.array());
    }

    /** A TIFF directory with one entry. */
    static byte[] tiff(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .order(order)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A segment after the start marker. */
    static byte[] with(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] without(byte[] jpeg, int... markers) {
        byte[] left = jpeg;
        for (int marker : markers) {
            int at = indexOf(left, marker);
            if (at >= 0) {
                int length = 2 + ((left[at + 2] & 0xff) << 8 | left[at + 3] & 0xff);
                byte[] rest = Arrays.copyOfRange(left, at + length, left.length);
                left = ByteBuffer.allocate(at + rest.length)
                        .put(left, 0, at)
                        .put(rest)
                        .array();
            }
        }
        return left;
    }

    /** Where a marker stands among the segments up to the first scan; -1 when it is not there. */
    static int indexOf(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != marker && (jpeg[at + 1] & 0xff) != 0xda) {
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
        }
        return (jpeg[at + 1] & 0xff) == marker ? at : -1;
    }
}
