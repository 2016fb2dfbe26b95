package lab.obscura.engine.attack.generative;

import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.attack.inversion.TotalVariation;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of a generator that learns from features alone: {@code mean (f(G(z)) − z)² + tv · TV(G(z))} over a batch. */
record GinverStep(Network generator, FeatureDistance distance, SentFeatures received, double tv, Seeds seeds)
        implements AttackTrainingLoop.TrainingTask {

    @Override
    public double step(int[] places, int iteration, OptimizerStep how) {
        float[] features = received.of(places).values();
        var shape = received.shape();
        try (INDArray input =
                HostArrays.array(features, places.length, shape.height(), shape.width(), shape.channels())) {
            INDArray drawn = generator.forward(input, Pass.train(seeds.family("generator.dropout", iteration)));
            LossGradient loss = loss(HostArrays.values(drawn), features, iteration);
            try (INDArray gradient = HostArrays.array(loss.gradient(), drawn.shape())) {
                generator.backward(gradient, Wanted.PARAMETERS);
            }
            generator.update(how);
            return loss.loss();
        }
    }

    /** At drawn images. */
    LossGradient loss(float[] drawn, float[] features, int iteration) {
        LossGradient distant = distance.at(drawn, features, iteration);
        float[] gradient = distant.gradient();
        int count = features.length / received.shape().size();
        var variation = new TotalVariation(generator.output(), TotalVariation.Form.SQUARED);
        double rough = tv > 0 ? variation.addGradient(drawn, 0, count, tv, gradient) : 0;
        return new LossGradient(distant.loss() + rough, gradient);
    }
}
