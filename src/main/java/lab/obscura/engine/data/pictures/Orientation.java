package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;

/**
 * How a stored picture has to be turned to stand upright, the eight values of the EXIF tag 0x0112. Values beside them stand for
 * "as stored", as in every viewer.
 */
enum Orientation {
    AS_STORED(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, false, true),
    TRANSVERSE(true, true, true),
    TURN_LEFT(true, true, false);

    private final boolean sidesSwap;
    private final boolean columnsReverse;
    private final boolean rowsReverse;

    /** Each describes how a stored place follows from an upright one: swap first, then reverse within the stored sides. */
    Orientation(boolean sidesSwap, boolean columnsReverse, boolean rowsReverse) {
        this.sidesSwap = sidesSwap;
        this.columnsReverse = columnsReverse;
        this.rowsReverse = rowsReverse;
    }

    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : AS_STORED;
    }

    boolean sidesSwap() {
        return sidesSwap;
    }

    /** Where the upright rows {@code from} to {@code from + count - 1} lie in the stored picture. */
    Rectangle stored(int from, int count, int storedWidth, int storedHeight) {
        if (sidesSwap) {
            return new Rectangle(columnsReverse ? storedWidth - from - count : from, 0, count, storedHeight);
        }
        return new Rectangle(0, rowsReverse ? storedHeight - from - count : from, storedWidth, count);
    }

    /** Turns the pixels of a stored region, whose size is given, into upright rows. */
    byte[] upright(byte[] stored, int width, int height, int channels) {
        if (this == AS_STORED) {
            return stored;
        }
        byte[] upright = new byte[width * height * channels];
        int columns = sidesSwap ? height : width;
        for (int i = 0; i < width * height; i++) {
            int row = i / columns;
            int column = i % columns;
            int x = sidesSwap ? row : column;
            int y = sidesSwap ? column : row;
            int from = (rowsReverse ? height - 1 - y : y) * width + (columnsReverse ? width - 1 - x : x);
            System.arraycopy(stored, from * channels, upright, i * channels, channels);
        }
        return upright;
    }
}
