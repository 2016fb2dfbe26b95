package lab.obscura.engine.data.pictures;

import java.util.List;

/**
 * What the components of a JPEG mean, and how they become gray or RGB: the rules and the rounding of libjpeg, which every viewer
 * shares. The reader of the JDK guesses otherwise where a file has no JFIF segment, so it is only asked for raw components.
 */
enum JpegColors {
    GRAY(1),
    RGB(3),
    YCBCR(3),
    INVERTED_CMYK(3),
    INVERTED_YCCK(3);

    private static final int[] RED_OF_CR = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int centered = i - 128;
            RED_OF_CR[i] = fixed(1.40200) * centered + fixed(0.5) >> 16;
            BLUE_OF_CB[i] = fixed(1.77200) * centered + fixed(0.5) >> 16;
            GREEN_OF_CR[i] = -fixed(0.71414) * centered;
            GREEN_OF_CB[i] = -fixed(0.34414) * centered + fixed(0.5);
        }
    }

    private final int channels;

    JpegColors(int channels) {
        this.channels = channels;
    }

    int channels() {
        return channels;
    }

    /**
     * @param ids of the components, in the order of the frame
     * @param jfif whether there is a JFIF segment
     * @param adobe the transform of an Adobe segment; -1 without one
     */
    static JpegColors of(List<Integer> ids, boolean jfif, int adobe) throws UnreadablePicture {
        return switch (ids.size()) {
            case 1 -> GRAY;
            case 3 -> ofThree(ids, jfif, adobe);
            case 4 -> ofFour(adobe);
            default ->
                throw UnreadablePicture.unsupported("must be a JPEG with 1, 3 or 4 components, has " + ids.size());
        };
    }

    private static JpegColors ofThree(List<Integer> ids, boolean jfif, int adobe) {
        if (jfif) {
            return YCBCR;
        }
        if (adobe >= 0) {
            return adobe == 0 ? RGB : YCBCR;
        }
        return ids.equals(List.of((int) 'R', (int) 'G', (int) 'B')) ? RGB : YCBCR;
    }

    private static JpegColors ofFour(int adobe) throws UnreadablePicture {
        if (adobe < 0) {
            throw new UnreadablePicture(
                    "is a CMYK JPEG without an Adobe segment, so nothing says whether its inks are stored "
                            + "inverted. Save it as RGB, or remove it");
        }
        return adobe == 0 ? INVERTED_CMYK : INVERTED_YCCK;
    }

    /** Turns one pixel's components at {@code from} into {@link #channels()} bytes at {@code to}. */
    void convert(byte[] raw, int from, byte[] target, int to) {
        switch (this) {
            case GRAY -> target[to] = raw[from];
            case RGB -> System.arraycopy(raw, from, target, to, 3);
            case YCBCR -> putRgb(raw, from, target, to);
            case INVERTED_CMYK -> putInks(raw, from, raw[from + 3] & 0xff, target, to);
            case INVERTED_YCCK -> {
                putRgb(raw, from, target, to);
                for (int c = 0; c < 3; c++) {
                    target[to + c] = (byte) (255 - (target[to + c] & 0xff));
                }
                putInks(target, to, raw[from + 3] & 0xff, target, to);
            }
        }
    }

    private static void putRgb(byte[] raw, int from, byte[] target, int to) {
        int y = raw[from] & 0xff;
        int cb = raw[from + 1] & 0xff;
        int cr = raw[from + 2] & 0xff;
        target[to] = clamped(y + RED_OF_CR[cr]);
        target[to + 1] = clamped(y + (GREEN_OF_CB[cb] + GREEN_OF_CR[cr] >> 16));
        target[to + 2] = clamped(y + BLUE_OF_CB[cb]);
    }

    /** Adobe stores 255 minus the ink, which is the light that the ink lets through. */
    private static void putInks(byte[] light, int from, int black, byte[] target, int to) {
        for (int c = 0; c < 3; c++) {
            target[to + c] = (byte) (((light[from + c] & 0xff) * black + 127) / 255);
        }
    }

    private static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    private static int fixed(double value) {
        return (int) (value * 65536 + 0.5);
    }
}
