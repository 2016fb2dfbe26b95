package lab.obscura.engine.attack.generative;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.attack.inversion.TotalVariation;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.seed.Seeds;

/** One step of a generator that learns from features alone: {@code mean (f(G(z)) − z)² + tv · TV(G(z))} over a batch. */
record GinverStep(
        Network generator,
        FeatureDistance distance,
        SentFeatures received,
        double tv,
        Seeds seeds,
        Optional<ResidentWork> work)
        implements AttackTrainingLoop.TrainingTask {

    @Override
    public DoubleSupplier step(int[] places, int iteration, OptimizerStep how) {
        float[] features = received.of(places).values();
        var shape = received.shape();
        try (Batch input = Batch.of(features, shape)) {
            Batch drawn = generator.forward(input, Pass.train(seeds.family("generator.dropout", iteration)));
            var there = work.flatMap(engine ->
                    distance.there(engine, drawn, features).map(distant -> learned(engine, drawn, distant, how)));
            if (there.isPresent()) {
                return there.get();
            }
            LossGradient loss = loss(drawn.values(), features, iteration);
            try (Batch gradient = Batch.of(loss.gradient(), drawn.shape())) {
                generator.backward(gradient, Wanted.PARAMETERS);
            }
            generator.update(how);
            return loss::loss;
        }
    }

    /** Where an engine keeps drawn images. Returns the loss before the step. */
    private DoubleSupplier learned(ResidentWork engine, Batch drawn, FeatureDistance.There distant, OptimizerStep how) {
        if (tv == 0) {
            generator.backward(distant.gradient(), Wanted.PARAMETERS);
            generator.update(how);
            return distant.distance();
        }
        Derived rough = engine.derive(
                List.of(drawn),
                (constants, at) -> List.of(TotalVariation.squared(at.get(0)).times(tv)));
        try (Batch atDrawn = rough.gradient();
                Batch sum = engine.sum(distant.gradient(), atDrawn)) {
            generator.backward(sum, Wanted.PARAMETERS);
        }
        generator.update(how);
        return () -> distant.distance().getAsDouble() + rough.number(0);
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
