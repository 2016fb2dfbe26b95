package lab.obscura.engine.defense.cem.bank;

import java.util.Map;
import lab.obscura.engine.network.Tensor;

/**
 * How the clean features of one cluster spread, as the latest refresh found it: a constant matrix Σ, which members of a batch pull at.
 * {@code docs/methods/conditional-entropy.md#log-determinant-form}.
 */
public sealed interface ClusterCovariance permits ShrunkCovariance, DiagonalCovariance {

    /**
     * A log-determinant with its way back.
     *
     * @param deviations derivatives with respect to each of the deviations that were handed in
     */
    record Measured(double value, double[][] deviations) {}

    /**
     * {@code log det(a S + (1 − a) Σ + σ² I)} with S the mean outer product of the deviations, or its diagonal where Σ is diagonal.
     *
     * @param deviations of the cluster's members in a batch from its center; none is a = 0
     * @param share a
     * @param noiseVariance σ², above 0
     */
    Measured logDeterminant(double[][] deviations, double share, double noiseVariance);

    /** By names of its own; a checkpoint holds them. */
    Map<String, Tensor> tensors();
}
