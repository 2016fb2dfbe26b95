package lab.obscura.engine.data.sources;

/**
 * What is wanted of the pictures of a data set.
 *
 * @param imageSize height and width for pictures that differ in size; 0 when they must all be alike
 * @param sampleMaximum the sample of 16-bit pictures that is white; 0 for 65535
 */
public record Reading(int imageSize, int sampleMaximum) {

    /** Pictures as they are. */
    public static final Reading PLAIN = new Reading(0, 0);
}
