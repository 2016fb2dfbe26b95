package lab.obscura.engine.data.facts;

import java.util.Optional;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Normalization;

/**
 * What is said about a data set.
 *
 * @param title for people; empty when nothing is said, as all texts here
 * @param license what one may do with it
 * @param citation what a paper should cite
 * @param like the public data set that it is taken from
 * @param normalization its published values; empty when they are measured on the training images
 * @param augmentation how its training images are varied when a definition asks for that
 * @param sampleMaximum the sample of 16-bit pictures that is white; 0 for 65535
 */
public record DatasetFacts(
        String title,
        String license,
        String citation,
        String like,
        Optional<Normalization> normalization,
        Augmentation augmentation,
        int sampleMaximum) {

    /** What holds for a data set about which nothing is said. */
    public static final DatasetFacts NONE = new DatasetFacts("", "", "", "", Optional.empty(), Augmentation.CIFAR, 0);

    DatasetFacts withoutNormalization() {
        return new DatasetFacts(title, license, citation, like, Optional.empty(), augmentation, sampleMaximum);
    }
}
