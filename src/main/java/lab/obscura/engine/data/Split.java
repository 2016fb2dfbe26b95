package lab.obscura.engine.data;

/** The two halves of a data set: images to learn from and images to judge by. Both have one shape and the same classes. */
public record Split(LabeledImages train, LabeledImages test) {

    public Split {
        if (!train.shape().equals(test.shape()) || !train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException("Both splits need the same shape and classes, were " + train.shape()
                    + " with " + train.classes() + " classes and " + test.shape() + " with " + test.classes());
        }
    }
}
