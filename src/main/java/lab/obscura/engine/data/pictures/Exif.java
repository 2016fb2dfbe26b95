package lab.obscura.engine.data.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The orientation in a block of EXIF data, which is the beginning of a TIFF file. */
final class Exif {

    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;

    private Exif() {}

    /** What the block says, or {@link Orientation#AS_STORED} where it says nothing, as every viewer takes it. */
    static Orientation orientation(byte[] tiff) {
        if (tiff.length < 8 || tiff[0] != tiff[1] || tiff[0] != 'I' && tiff[0] != 'M') {
            return Orientation.AS_STORED;
        }
        ByteBuffer block = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = block.getInt(4);
        if (block.getShort(2) != 42 || directory < 8 || directory > tiff.length - 2) {
            return Orientation.AS_STORED;
        }
        int count = block.getShort(directory) & 0xffff;
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + 12 * i;
            if (entry > tiff.length - 12) {
                break;
            }
            if ((block.getShort(entry) & 0xffff) == ORIENTATION_TAG && block.getShort(entry + 2) == SHORT_TYPE) {
                return Orientation.ofExif(block.getShort(entry + 8) & 0xffff);
            }
        }
        return Orientation.AS_STORED;
    }
}
