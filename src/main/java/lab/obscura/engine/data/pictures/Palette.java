package lab.obscura.engine.data.pictures;

import java.io.IOException;

/** The colors of a picture that stores one index per pixel. A palette of grays makes a gray picture. */
final class Palette {

    private final String kind;
    private final byte[] rgb;
    private final int channels;

    /** @param rgb three bytes per entry */
    Palette(String kind, byte[] rgb) {
        this.kind = kind;
        this.rgb = rgb.clone();
        this.channels = isGray(rgb) ? 1 : 3;
    }

    int channels() {
        return channels;
    }

    void put(int index, byte[] target, int at) throws IOException {
        if (3 * index >= rgb.length) {
            throw UnreadablePicture.damaged(
                    kind, "a pixel has color " + index + " of a palette of " + rgb.length / 3 + " colors");
        }
        System.arraycopy(rgb, 3 * index, target, at, channels);
    }

    private static boolean isGray(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
