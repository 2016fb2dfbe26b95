package lab.obscura.engine.data.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many entries the end of a zip file announces. Readers load the whole directory at once, so this is asked for before. */
final class ZipEntries {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int COUNT_AT = 10;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int END_64_LENGTH = 56;
    private static final int COUNT_64_AT = 32;

    private ZipEntries() {}

    /** Zero where no end is found: whoever reads the file refuses it. */
    public static long announced(Path zip) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(zip)) {
            long length = channel.size();
            int tail = (int) Math.min(length, LOCATOR_64_LENGTH + END_LENGTH + LONGEST_COMMENT);
            ByteBuffer end = read(channel, length - tail, tail);
            for (int at = tail - END_LENGTH; at >= 0; at--) {
                if (end.getInt(at) == END) {
                    return count(channel, end, at);
                }
            }
            return 0;
        }
    }

    private static long count(SeekableByteChannel channel, ByteBuffer end, int at) throws IOException {
        int locator = at - LOCATOR_64_LENGTH;
        if (locator < 0 || end.getInt(locator) != LOCATOR_64) {
            return Short.toUnsignedInt(end.getShort(at + COUNT_AT));
        }
        long at64 = end.getLong(locator + 8);
        if (at64 < 0 || at64 > channel.size() - END_64_LENGTH) {
            return 0;
        }
        long count = read(channel, at64, END_64_LENGTH).getLong(COUNT_64_AT);
        return count < 0 ? Long.MAX_VALUE : count; // it is unsigned
    }

    private static ByteBuffer read(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // a file that shrinks meanwhile leaves zeros
        }
        return bytes;
    }
}
