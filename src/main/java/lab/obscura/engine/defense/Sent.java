package lab.obscura.engine.defense;

import java.util.function.UnaryOperator;

/**
 * What left a transform, and the way back.
 *
 * @param values as many as came in
 * @param backward from the gradient at these values to the one at what came in; may return its argument
 */
public record Sent(float[] values, UnaryOperator<float[]> backward) {

    /** A transform that adds something which does not depend on the feature. */
    public static Sent added(float[] values) {
        return new Sent(values, UnaryOperator.identity());
    }

    /** This, then another transform. */
    public Sent then(Sent next) {
        return new Sent(next.values, gradient -> backward.apply(next.backward.apply(gradient)));
    }
}
