package lab.obscura.engine.leakage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;

/** Something measured on the features of a trained encoder, besides the attacks. */
public interface LeakageEstimator {

    Info info();

    /** Whether it is taken when a definition names none: the cheap ones are. */
    default boolean isTakenByDefault() {
        return false;
    }

    /** Why this measure says nothing under such a defense; empty when it applies. */
    default Optional<String> objection(Defense defense) {
        return Optional.empty();
    }

    /** Why these images are too few for any number of this measure, in words; empty when they are enough. */
    default Optional<String> lack(MeasuredFeatures features) {
        return Optional.empty();
    }

    /** Which single numbers are left out for these images, each with its reason. */
    default List<String> omissions(MeasuredFeatures features) {
        return List.of();
    }

    /** Whether it learns something from the training images' features. */
    default boolean needsTraining() {
        return false;
    }

    /** Numbers by name; names begin with what is measured, not with the measure's id. */
    Map<String, Double> of(MeasuredFeatures features, RunContext context);

    /** How many of each attack's reconstructions it looks at; 0: at none. */
    default int rebuiltImages() {
        return 0;
    }

    /** Numbers of one attack by name, which stand beside the attack's own; asked when {@link #rebuiltImages} is not 0. */
    default Map<String, Double> ofAttack(Rebuilt rebuilt, MeasuredFeatures features, RunContext context) {
        return Map.of();
    }

    /** Networks that it trains and that are large enough to count in the estimate of a run's memory. */
    default List<NetworkLoad> loads(ImageShape image, int classes) {
        return List.of();
    }
}
