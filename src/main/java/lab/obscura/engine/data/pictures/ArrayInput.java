package lab.obscura.engine.data.pictures;

import javax.imageio.stream.ImageInputStreamImpl;

/** A file that is already in memory, read without another copy of it. */
final class ArrayInput extends ImageInputStreamImpl {

    private final byte[] bytes;

    ArrayInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, bytes.length - (int) streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
