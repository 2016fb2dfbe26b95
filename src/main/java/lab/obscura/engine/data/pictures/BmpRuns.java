package lab.obscura.engine.data.pictures;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The run lengths of a BMP of 4 or 8 bits. Pixels that are jumped over have no color, so such a file is refused. */
final class BmpRuns {

    private static final int END_OF_LINE = 0;
    private static final int END_OF_PICTURE = 1;
    private static final int JUMP = 2;

    private final ImageInputStream in;
    private final BmpHeader header;
    private final byte[] indices;
    private int line;
    private int column;

    private BmpRuns(ImageInputStream in, BmpHeader header) {
        this.in = in;
        this.header = header;
        this.indices = new byte[header.width() * header.height()];
    }

    /** One index per pixel, upper row first. */
    static byte[] decode(ImageInputStream in, BmpHeader header) throws IOException {
        var runs = new BmpRuns(in, header);
        try {
            in.seek(header.offset());
            runs.decode();
            return runs.indices;
        } catch (EOFException e) {
            throw UnreadablePicture.cut("BMP", "before the end mark of its run lengths");
        }
    }

    private void decode() throws IOException {
        while (true) {
            int count = in.readUnsignedByte();
            int value = in.readUnsignedByte();
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 0xf);
                }
            } else if (value == END_OF_LINE) {
                endLine();
            } else if (value == END_OF_PICTURE) {
                endPicture();
                return;
            } else if (value == JUMP) {
                throw UnreadablePicture.unsupported("must be a BMP that gives every pixel a color, jumps over some");
            } else {
                literal(value);
            }
        }
    }

    private void literal(int count) throws IOException {
        int bytes = header.bits() == 8 ? count : (count + 1) / 2;
        byte[] values = new byte[bytes + bytes % 2];
        in.readFully(values);
        for (int i = 0; i < count; i++) {
            int value = header.bits() == 8 ? values[i] : values[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            put(value);
        }
    }

    private void put(int index) throws IOException {
        if (line >= header.height() || column >= header.width()) {
            throw UnreadablePicture.damaged("BMP", "a run of pixels leaves the picture");
        }
        int row = header.topDown() ? line : header.height() - 1 - line;
        indices[row * header.width() + column++] = (byte) index;
    }

    private void endLine() throws IOException {
        if (column != header.width()) {
            throw UnreadablePicture.damaged(
                    "BMP", "row " + line + " has " + column + " of " + header.width() + " pixels");
        }
        column = 0;
        line++;
    }

    /** The last row may end with the picture alone. */
    private void endPicture() throws IOException {
        if (line < header.height()) {
            endLine();
        }
        if (line != header.height()) {
            throw UnreadablePicture.cut("BMP", "after " + line + " of " + header.height() + " rows");
        }
    }
}
