package lab.obscura.engine.defense.penalty;

import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Pays for every value that is sent, so that behind a ReLU most of them become zero: the L1 term of SiftFunnel and of the
 * autoencoder defense.
 *
 * <p>Cheap. Behind a sigmoid values never are zero; behind a layer that may scale freely the network can pay less by scaling down.
 *
 * <p>{@code mean |z|} over all values of the batch; {@code docs/methods/penalties.md#activation-norm}. Papers: Liu et al. (SiftFunnel),
 * 2025; Azizian and Bajić, 2024.
 */
public final class ActivationNorm implements Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 100)
            .defaultsTo(0.005)
            .describedAs("Share of the penalty in the loss; SiftFunnel says below 0.01, its code has 0.03");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("activation-norm", "Activation norm (L1)")
            .describedAs("Pays for the mean magnitude of what is sent")
            .from("Liu et al., SiftFunnel, 2025; Azizian and Bajić, 2024")
            .with(WEIGHT);

    private final double weight;

    public ActivationNorm(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    /** A mean over images, each of which stands for itself. */
    @Override
    public boolean keepsImagesApart() {
        return true;
    }

    /** A zero has no side, and so no derivative. */
    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        return ResidentBatch.of(batch, state)
                .map(there ->
                        there.penalty(weight, (constants, z) -> z.absolute().mean()))
                .orElseGet(() -> onHost(batch));
    }

    private PenaltyValue onHost(FeatureBatch batch) {
        float[] clean = batch.clean();
        float[] gradient = new float[clean.length];
        double sum = 0;
        for (int i = 0; i < clean.length; i++) {
            sum += Math.abs(clean[i]);
            gradient[i] = (float) (weight * Math.signum(clean[i]) / clean.length);
        }
        return new PenaltyValue(sum / clean.length, gradient);
    }
}
