package lab.obscura.engine.data.pictures;

import java.io.IOException;

/**
 * Brings samples of any depth to 8 bits: fewer bits are stretched to the full range, 16 bits keep their upper eight, unless a
 * maximum says that the camera used fewer of them.
 */
final class SampleScale {

    private final int maximum;
    private int largest;

    /** @param maximum the 16-bit sample that is white; 0 for 65535 */
    SampleScale(int maximum) {
        this.maximum = maximum;
    }

    byte deep(int sample) throws IOException {
        largest = Math.max(largest, sample);
        if (maximum == 0) {
            return (byte) (sample >> 8);
        }
        if (sample > maximum) {
            throw new UnreadablePicture(
                    "must have no sample above the sampleMaximum " + maximum + " of its data set, has " + sample
                            + ". Raise sampleMaximum in dataset.json or remove the picture");
        }
        return (byte) ((sample * 255L + maximum / 2) / maximum);
    }

    /** The 16-bit sample that somebody said is white; 0 when nobody did. */
    int maximum() {
        return maximum;
    }

    /** The largest sample so far. */
    int largest() {
        return largest;
    }

    /** A sample of 1 to 8 bits, rounded. */
    static byte shallow(int sample, int bits) {
        int full = (1 << bits) - 1;
        return (byte) ((sample * 255 + full / 2) / full);
    }
}
