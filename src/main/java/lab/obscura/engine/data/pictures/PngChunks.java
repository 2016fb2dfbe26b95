package lab.obscura.engine.data.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/** The chunks of a PNG: what they say about the pixels, and whether all of them are whole. */
final class PngChunks {

    private static final int SIGNATURE_BYTES = 8;
    private static final int LONGEST_SMALL_CHUNK = 1 << 20;
    private static final int PALETTE_TYPE = 3;

    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private int width;
    private int height;
    private int bits;
    private int colorType;
    private byte[] colors = new byte[0];
    private byte[] alphas = new byte[0];
    private Orientation orientation = Orientation.AS_STORED;
    private Palette palette;

    /** What a decoder needs; texts, profiles and the rest are left out. */
    private final List<InputView.Piece> pixelPieces = new ArrayList<>();

    private PngChunks() {
        pixelPieces.add(new InputView.Piece(0, SIGNATURE_BYTES));
    }

    /** Walks over the chunks without reading pixels. */
    static PngChunks read(ImageInputStream in) throws IOException {
        var chunks = new PngChunks();
        try {
            in.seek(SIGNATURE_BYTES);
            String type;
            do {
                long length = in.readUnsignedInt();
                byte[] name = new byte[4];
                in.readFully(name);
                type = new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
                long start = in.getStreamPosition() - 8;
                long end = start + 8 + length + 4;
                if (NEEDED.contains(type)) {
                    chunks.pixelPieces.add(new InputView.Piece(start, end));
                }
                chunks.take(in, type, length);
                in.seek(end - 1);
                in.readByte();
            } while (!type.equals("IEND"));
        } catch (EOFException e) {
            throw UnreadablePicture.cut("PNG", "before its end chunk: part of its pixels is missing");
        }
        chunks.palette = new Palette("PNG", chunks.colors);
        if (chunks.width == 0 || chunks.hasPalette() == (chunks.colors.length == 0)) {
            throw UnreadablePicture.damaged("PNG", "it has no " + (chunks.width == 0 ? "header" : "palette"));
        }
        return chunks;
    }

    private void take(ImageInputStream in, String type, long length) throws IOException {
        switch (type) {
            case "IHDR" -> header(small(in, length));
            case "PLTE" -> colors = colorType == PALETTE_TYPE ? small(in, length) : colors;
            case "tRNS" -> alphas = small(in, length);
            case "eXIf" -> orientation = Exif.orientation(small(in, length));
            case "acTL" -> animation(small(in, length));
            default -> {
                return;
            }
        }
    }

    private static byte[] small(ImageInputStream in, long length) throws IOException {
        if (length > LONGEST_SMALL_CHUNK) {
            throw UnreadablePicture.damaged("PNG", "a chunk of " + length + " bytes where a small one belongs");
        }
        byte[] data = new byte[(int) length];
        in.readFully(data);
        return data;
    }

    private void header(byte[] data) throws IOException {
        if (data.length != 13) {
            throw UnreadablePicture.damaged("PNG", "its header has " + data.length + " bytes instead of 13");
        }
        var fields = java.nio.ByteBuffer.wrap(data);
        width = fields.getInt();
        height = fields.getInt();
        bits = fields.get();
        colorType = fields.get();
    }

    private static void animation(byte[] data) throws IOException {
        int frames = data.length < 4 ? 1 : java.nio.ByteBuffer.wrap(data).getInt();
        if (frames > 1) {
            throw new UnreadablePicture("must be one picture, is an animated PNG of " + frames
                    + " frames. Save the frame that counts, or remove it");
        }
    }

    /** Compares every chunk with its check sum. */
    void verify(ImageInputStream in) throws IOException {
        in.seek(SIGNATURE_BYTES);
        byte[] buffer = new byte[1 << 13];
        boolean end = false;
        while (!end) {
            long length = in.readUnsignedInt() + 4;
            var sum = new CRC32();
            String type = "";
            while (length > 0) {
                int wanted = type.isEmpty() ? 4 : (int) Math.min(buffer.length, length);
                in.readFully(buffer, 0, wanted);
                sum.update(buffer, 0, wanted);
                type = type.isEmpty() ? new String(buffer, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1) : type;
                length -= wanted;
            }
            if (in.readUnsignedInt() != sum.getValue()) {
                throw UnreadablePicture.damaged(
                        "PNG", "the check sum of its chunk " + type.replaceAll("[^A-Za-z]", "?") + " is wrong");
            }
            end = type.equals("IEND");
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bits() {
        return bits;
    }

    int channels() {
        if (hasPalette()) {
            return palette.channels();
        }
        return (colorType & 2) == 0 ? 1 : 3;
    }

    List<InputView.Piece> pixelPieces() {
        return pixelPieces;
    }

    Orientation orientation() {
        return orientation;
    }

    boolean hasPalette() {
        return colorType == PALETTE_TYPE;
    }

    Palette palette() {
        return palette;
    }

    boolean isTransparent(int index) {
        return index < alphas.length && alphas[index] != -1;
    }
}
