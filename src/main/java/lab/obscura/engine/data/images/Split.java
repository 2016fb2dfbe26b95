package lab.obscura.engine.data.images;

import java.util.List;

/**
 * The two halves of a data set: images to learn from and images to judge by. Both have one shape and the same classes.
 *
 * @param notes what whoever read it has to say: files that were left out and why
 */
public record Split(LabeledImages train, LabeledImages test, List<String> notes) {

    public Split(LabeledImages train, LabeledImages test) {
        this(train, test, List.of());
    }

    public Split {
        notes = List.copyOf(notes);
        if (!train.shape().equals(test.shape()) || !train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException("Both splits need the same shape and classes, were " + train.shape()
                    + " with " + train.classes() + " classes and " + test.shape() + " with " + test.classes());
        }
    }
}
