package lab.obscura.engine.defense;

import lab.obscura.engine.seed.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Changes the feature on its way from the edge to the cloud. It is part of the edge: what the victim sends is always the
 * transformed feature.
 */
public non-sealed interface FeatureTransform extends DefensePart {

    /**
     * @param feature batch × height × width × channels; not changed
     * @param random fresh for each call
     * @return a new array of the same shape
     */
    INDArray apply(INDArray feature, RandomStream random);

    /**
     * The gradient with respect to the feature, given the one with respect to what {@link #apply} returned last; may be the same
     * array.
     */
    INDArray backward(INDArray gradient);

    /** Standard deviation of additive, isotropic, normal noise; 0 for everything else. The penalties' reference level. */
    double noiseStandardDeviation();
}
