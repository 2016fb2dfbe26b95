package lab.obscura.engine.defense.adversary;

import java.util.List;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * What the network pays for a surrogate that rebuilds well: {@code max(0, SSIM − t)}, or {@code max(0, t − MSE)}. Beyond the threshold
 * it pays nothing, so it does not run away from an attacker that is beaten already.
 */
record Hinge(double weight, double threshold) {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(0.3)
            .describedAs("Share of the term in the network's loss; published: 0.3 for CIFAR-10, 1 for CIFAR-100");

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", -1, 1)
            .defaultsTo(0.5)
            .describedAs("SSIM above which, or MSE below which, the network pays; with mse about 0.05 is much");

    static Hinge of(SettingsReader settings) {
        return new Hinge(settings.get(WEIGHT), settings.get(THRESHOLD));
    }

    PenaltyValue at(FeatureBatch batch, PartState state, SurrogateTraining training) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        Surrogate surrogate =
                training.surrogate(state, batch.feature(), batch.images().shape());
        double sign = training.likeness().sign();
        return ResidentBatch.of(batch, state)
                .map(there -> surrogate.judge(there, training.likeness(), alike -> {
                    Quantity excess = alike.plus(-threshold).times(sign).atLeast(0);
                    return List.of(excess.times(weight), excess);
                }))
                .orElseGet(() -> at(batch, surrogate, training.likeness()));
    }

    private PenaltyValue at(FeatureBatch batch, Surrogate surrogate, Likeness likeness) {
        double sign = likeness.sign();
        var measured = surrogate.judge(batch.clean(), batch.images().pixels(), likeness);
        double excess = sign * (measured.value() - threshold);
        float[] gradient = new float[batch.clean().length];
        if (excess <= 0) {
            return new PenaltyValue(0, gradient);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (weight * sign * measured.gradient()[i]);
        }
        return new PenaltyValue(excess, gradient); // NaN stays NaN: the training ends at this step
    }
}
