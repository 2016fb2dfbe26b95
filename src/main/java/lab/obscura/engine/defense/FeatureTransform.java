package lab.obscura.engine.defense;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.RandomStream;

/**
 * Changes the feature on its way from the edge to the cloud. It is part of the edge: what the target sends is always what
 * {@link Moment#TRANSMISSION} makes of it.
 */
public non-sealed interface FeatureTransform extends DefensePart {

    /** Occasions on which features pass. */
    enum Moment {
        /** A step of the defended training. */
        TRAINING,
        /** The accuracy is measured. */
        VALIDATION,
        /** A target sends. */
        TRANSMISSION,
        /** An attacker asks about images of its own, to learn from the answers. */
        ATTACKERS_TRAINING
    }

    /** When it acts; at all other moments the feature passes as it is. */
    default boolean actsIn(Moment moment) {
        return true;
    }

    /**
     * @param features not changed
     * @param random fresh for each call
     * @param state what the part holds; not changed
     */
    Sent apply(Features features, Moment moment, RandomStream random, PartState state);

    /** Layers that the device computes for it behind those of the encoder: they count among its cost. */
    default List<NetworkSpec> deviceLayers(ImageShape feature) {
        return List.of();
    }

    /** Standard deviation of additive, isotropic, normal noise; 0 for everything else. The penalties' reference level. */
    default double noiseStandardDeviation() {
        return 0;
    }

    /** As {@link #noiseStandardDeviation()}, once the training is over: where the part chose the noise itself. */
    default double noiseStandardDeviation(PartState state) {
        return noiseStandardDeviation();
    }
}
