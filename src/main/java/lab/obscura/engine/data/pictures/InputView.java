package lab.obscura.engine.data.pictures;

import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Pieces of a file as one stream with a position of its own. The readers of the JDK get only the pieces that hold pixels: they
 * forbid going back in what they were given, unpack texts of any size, and hand color profiles to native code.
 */
final class InputView extends ImageInputStreamImpl {

    private final ImageInputStream in;
    private final List<Piece> pieces;

    /** Bytes {@code from} up to {@code to}, without the latter. */
    record Piece(long from, long to) {}

    InputView(ImageInputStream in, List<Piece> pieces) {
        this.in = in;
        this.pieces = List.copyOf(pieces);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        long skipped = 0;
        for (Piece piece : pieces) {
            long size = piece.to() - piece.from();
            if (streamPos < skipped + size) {
                long at = streamPos - skipped;
                in.seek(piece.from() + at);
                int count = in.read(target, offset, (int) Math.min(length, size - at));
                streamPos += Math.max(0, count);
                return count;
            }
            skipped += size;
        }
        return -1;
    }
}
