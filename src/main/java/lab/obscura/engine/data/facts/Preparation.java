package lab.obscura.engine.data.facts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Normalization;

/**
 * What is done with the images of a data set before a network sees them.
 *
 * @param normalization empty when it is measured on the training images
 * @param augmentation of the training images; {@link Augmentation#NONE} when none is wanted
 */
public record Preparation(Optional<Normalization> normalization, Augmentation augmentation) {

    private static final String MEASURED = "measured";

    /**
     * What a definition wants, else what the data set says of itself.
     *
     * @param wanted by the definition
     * @param augment whether it wants training images to be varied
     */
    public static Preparation of(Optional<Normalization> wanted, boolean augment, DatasetInfo info) {
        return new Preparation(
                wanted.or(info.facts()::normalization),
                augmentation(augment, info.facts().augmentation()));
    }

    /** The constants of a network's first layer. */
    public Normalization normalization(LabeledImages train) {
        return normalization.orElseGet(() -> Normalization.measuredOn(train));
    }

    /**
     * What stands for this in identities: nothing where it is what was once chosen by the name of the data set, so that encoders
     * trained at that time are found.
     */
    public Map<String, Object> identity(boolean augment, DatasetInfo info) {
        Preparation former = byName(augment, info);
        var identity = new LinkedHashMap<String, Object>();
        if (!normalization.equals(former.normalization)) {
            identity.put(
                    "normalization",
                    normalization
                            .<Object>map(values ->
                                    Map.of("mean", values.mean(), "standardDeviation", values.standardDeviation()))
                            .orElse(MEASURED));
        }
        if (!augmentation.equals(former.augmentation)) {
            identity.put(
                    "augmentation",
                    Map.of(
                            "cropPadding", augmentation.cropPadding(),
                            "flip", augmentation.flip(),
                            "rotationDegrees", augmentation.rotationDegrees()));
        }
        return identity;
    }

    /** As it was chosen before data sets spoke for themselves. */
    private static Preparation byName(boolean augment, DatasetInfo info) {
        DatasetFacts facts = prefix(info.id()).flatMap(KnownSets::find).orElse(DatasetFacts.NONE);
        Optional<Normalization> normalization =
                facts.normalization().filter(known -> info.shape().channels() == 3);
        return new Preparation(normalization, augmentation(augment, facts.augmentation()));
    }

    private static Optional<String> prefix(String id) {
        if (id.startsWith("cifar100")) {
            return Optional.of("cifar100");
        }
        if (id.startsWith("cifar10")) {
            return Optional.of("cifar10");
        }
        if (id.startsWith("facescrub")) {
            return Optional.of("facescrub");
        }
        return id.startsWith("tiny") ? Optional.of("tiny-imagenet") : Optional.empty();
    }

    private static Augmentation augmentation(boolean augment, Augmentation suiting) {
        return augment ? suiting : Augmentation.NONE;
    }
}
