package lab.obscura.engine.data.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file that is read from the disk in small pieces, wherever its decoder jumps. Closes the channel with itself. */
public final class ChannelInput extends ImageInputStreamImpl {

    private static final int PIECE = 1 << 16;

    private final SeekableByteChannel channel;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);

    /** Where in the file the piece begins. */
    private long pieceStart;

    /** @param channel stands anywhere */
    public ChannelInput(SeekableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return fill() ? piece.get((int) (streamPos++ - pieceStart)) & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int from = (int) (streamPos - pieceStart);
        int count = Math.min(length, piece.limit() - from);
        piece.get(from, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        try {
            return channel.size();
        } catch (IOException e) {
            return -1; // unknown
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        channel.close();
    }

    /** Whether the piece holds the byte where the stream stands. */
    private boolean fill() throws IOException {
        if (streamPos >= pieceStart && streamPos < pieceStart + piece.limit()) {
            return true;
        }
        channel.position(streamPos);
        pieceStart = streamPos;
        piece.clear();
        int count = channel.read(piece);
        piece.limit(Math.max(0, count));
        return count > 0;
    }
}
