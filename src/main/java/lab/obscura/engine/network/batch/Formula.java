package lab.obscura.engine.network.batch;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/**
 * Numbers of batches, written once for every engine that keeps batches: it works them out where the batches lie, and finds the way back by
 * itself.
 */
@FunctionalInterface
public interface Formula {

    /** Brings into a formula what its derivatives do not go to. */
    interface Constants {

        /** Examples × channels × height × width, wherever the batch lies. */
        Quantity of(Batch batch);

        /** The same of samples as somebody compares them. */
        Quantity of(PlacedSamples samples);

        /**
         * The same of values on the host.
         *
         * @param values example after example, each height × width × channels
         */
        Quantity of(float[] values, ImageShape shape);

        /** @param values row-major */
        Quantity of(double[] values, long... shape);
    }

    /**
     * Writes the formula.
     *
     * @param at of each batch its values, examples × channels × height × width
     * @return single numbers: first the one whose derivatives are wanted, then what else is to be told
     */
    List<Quantity> of(Constants constants, List<Quantity> at);
}
