package lab.obscura.engine.data.pictures;

import java.util.ArrayList;
import java.util.List;

/**
 * What one should know about pictures although they could be read; {@link #and} sums it up over a data set.
 *
 * @param deepest bits per sample, at most 16; 0 when no picture had more than 8
 * @param largestSample the largest sample of those with more than 8 bits
 * @param white the sample that was said to be white; 0 when nothing was said
 * @param transparent pictures with transparent pixels
 */
public record PictureTraits(int deepest, int largestSample, int white, long transparent) {

    /** Nothing to say. */
    public static final PictureTraits NONE = new PictureTraits(0, 0, 0, 0);

    /** Below a quarter of the range nobody has exposed on purpose: the file holds 8- to 14-bit values in 16 bits. */
    private static final int BRIGHT_PART = 4;

    private static final int FULL = 65535;

    /** Both together. */
    public PictureTraits and(PictureTraits other) {
        return new PictureTraits(
                Math.max(deepest, other.deepest),
                Math.max(largestSample, other.largestSample),
                Math.max(white, other.white),
                transparent + other.transparent);
    }

    /** Whether no sample comes near what is white, so that the pictures come out nearly black. */
    public boolean isDark() {
        return deepest > 8 && largestSample <= whiteSample() / BRIGHT_PART;
    }

    private int whiteSample() {
        return white == 0 ? FULL : white;
    }

    /** What to tell the user, one sentence each: cause and way out. */
    public List<String> notes() {
        var notes = new ArrayList<String>();
        if (isDark()) {
            notes.add("The pictures have " + deepest + " bits per sample, and " + whiteSample()
                    + " is white, but no sample is above " + largestSample
                    + ": they are read nearly black. Say \"sampleMaximum\": " + nextFull(largestSample)
                    + " in dataset.json if that value is meant to be white");
        }
        if (transparent > 0) {
            notes.add(transparent + (transparent == 1 ? " picture has" : " pictures have")
                    + " transparent pixels; transparency is ignored, the color stored below it counts. "
                    + "Flatten them if that is not what a viewer shows");
        }
        return List.copyOf(notes);
    }

    /** The largest value of the fewest bits, at least 8, that hold the sample. */
    private static int nextFull(int sample) {
        int bits = Math.max(8, Integer.SIZE - Integer.numberOfLeadingZeros(sample));
        return (1 << bits) - 1;
    }
}
