package lab.obscura.engine.leakage;

import lab.obscura.engine.network.batch.Batch;

/** The function T(x, z) of a mutual-information estimator: large for pairs that belong together. */
interface StatisticsNetwork extends AutoCloseable {

    /**
     * T of pairs, and of the same inputs with features in another order.
     *
     * @param order place of the feature that goes with each input in the second answer
     */
    Answer forward(Batch inputs, Batch features, int[] order);

    /** T of a batch, in both pairings. */
    record Answer(float[] joint, float[] marginal) {}

    /** Moves the weights of the latest answer along these derivatives of T, upward. */
    void learn(DonskerVaradhan.Step derivatives, double learningRate);

    @Override
    void close();
}
