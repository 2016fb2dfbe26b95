package lab.obscura.engine.data.pictures;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** The same bytes from the start with a position of its own: readers of the JDK forbid going back in what they were given. */
final class InputView extends ImageInputStreamImpl {

    private final ImageInputStream in;

    InputView(ImageInputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        in.seek(streamPos);
        int value = in.read();
        streamPos += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        in.seek(streamPos);
        int count = in.read(target, offset, length);
        streamPos += Math.max(0, count);
        return count;
    }

    @Override
    public long length() {
        try {
            return in.length();
        } catch (IOException e) {
            return -1;
        }
    }
}
