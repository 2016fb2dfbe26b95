package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;

/** The sizes of pictures that shall have one in common. */
final class Sizes {

    private final String firstName;
    private final ImageShape first;
    private final int wanted;
    private boolean colored;
    private boolean differ;

    /**
     * @param name of the first picture, for messages
     * @param wanted height and width when sizes differ; 0 when that is an error
     */
    Sizes(String name, ImageShape first, int wanted) {
        this.firstName = name;
        this.first = first;
        this.wanted = wanted;
        this.colored = first.channels() == 3;
    }

    /** Whether no other picture can change the common shape; it can only be refused. */
    boolean isCertain() {
        return colored && wanted == 0;
    }

    void add(String name, ImageShape shape) {
        colored |= shape.channels() == 3;
        if (isOther(shape)) {
            if (wanted == 0) {
                throw refusal(name, shape);
            }
            differ = true;
        }
    }

    /** Whether a picture is as the common shape needs it, which is not sure of one whose head nobody looked at. */
    void check(String name, ImageShape shape) {
        if (isOther(shape) && !differ) {
            throw refusal(name, shape);
        }
        if (shape.channels() == 3 && !colored) {
            throw new DataException(name + " was changed while its data set was read. Start again");
        }
    }

    /** Whether every picture is brought to the wanted size. */
    boolean differ() {
        return differ;
    }

    ImageShape common() {
        return new ImageShape(differ ? wanted : first.height(), differ ? wanted : first.width(), colored ? 3 : 1);
    }

    private boolean isOther(ImageShape shape) {
        return shape.height() != first.height() || shape.width() != first.width();
    }

    private DataException refusal(String name, ImageShape shape) {
        return new DataException(name + " is " + shape + ", but " + firstName + " is " + first
                + ": all images of a data set need one size. "
                + "Give dataset.imageSize to bring them to one, or remove the odd ones");
    }
}
