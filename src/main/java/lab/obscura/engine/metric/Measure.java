package lab.obscura.engine.metric;

import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.pipeline.RunContext;

/** Something measured on the features of a trained encoder, besides the attacks. */
public interface Measure {

    MeasureInfo info();

    /** Why this measure says nothing under such a defense; empty when it applies. */
    default Optional<String> objection(Defense defense) {
        return Optional.empty();
    }

    /** Whether it learns something from the training images' features. */
    default boolean needsTraining() {
        return false;
    }

    /** Numbers by name; names begin with what is measured, not with the measure's id. */
    Map<String, Double> of(MeasuredFeatures features, RunContext context);
}
