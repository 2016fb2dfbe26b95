package lab.obscura.engine.data.images;

/**
 * Size of an image or a feature map: rows, columns, channels (the order of NHWC).
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels at least 1
 */
public record ImageShape(int height, int width, int channels) {

    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "A shape needs at least 1x1x1, was " + height + "x" + width + "x" + channels);
        }
    }

    /** Number of values: height · width · channels. */
    public int size() {
        return height * width * channels;
    }

    /**
     * What {@link #toString()} wrote, as in {@code 32x32x3}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static ImageShape parse(String text) {
        String[] sides = text.split("x");
        if (sides.length != 3) {
            throw new IllegalArgumentException("A shape is written as in 32x32x3, was " + text);
        }
        return new ImageShape(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), Integer.parseInt(sides[2]));
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
