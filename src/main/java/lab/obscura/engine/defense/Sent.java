package lab.obscura.engine.defense;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What left a transform, and the way back.
 *
 * @param reading brings what is sent to the host, as many values as came in
 * @param backward from the gradient at these values to the one at what came in; may return its argument
 * @param additions what was added, in this order, where nothing else was done: an engine can do that where the feature lies, and the
 *     gradient passes as it is
 */
public record Sent(Supplier<float[]> reading, UnaryOperator<float[]> backward, Optional<List<float[]>> additions) {

    public Sent {
        reading = Once.of(reading);
    }

    /** Of values that were computed on the host. */
    public Sent(float[] values, UnaryOperator<float[]> backward) {
        this(() -> values, backward, Optional.empty());
    }

    /** What came in. */
    public static Sent unchanged(Features features) {
        return new Sent(features.reading(), UnaryOperator.identity(), Optional.of(List.of()));
    }

    /** A transform that adds something which does not depend on the feature. */
    public static Sent adding(Features features, float[] addition) {
        return new Sent(
                () -> PenaltyValue.sum(addition, features.values()),
                UnaryOperator.identity(),
                Optional.of(List.of(addition)));
    }

    /** As {@link #adding}, by whoever has added already. */
    public static Sent added(float[] values) {
        return new Sent(values, UnaryOperator.identity());
    }

    public float[] values() {
        return reading.get();
    }

    /** This, then another transform. */
    public Sent then(Sent next) {
        return new Sent(
                next.reading,
                gradient -> backward.apply(next.backward.apply(gradient)),
                additions.flatMap(before -> next.additions.map(
                        after -> Stream.concat(before.stream(), after.stream()).toList())));
    }
}
