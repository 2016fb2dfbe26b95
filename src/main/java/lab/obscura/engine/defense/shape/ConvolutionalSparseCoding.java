package lab.obscura.engine.defense.shape;

import java.util.List;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Convolutional sparse coding: what is sent are the feature's sparse codes, which compete for explaining it by one learned dictionary of
 * small patterns.
 *
 * <p>A pattern that another one explains away is not sent, and what lies below the threshold neither. Unlike the dense form it needs no
 * bottleneck: the dictionary has channels² · kernel² weights. Costs two convolutions of the feature in each iteration but the first.
 *
 * <p>Group norm of one group, then {@code v ← v + s · (W(u − Wᵀa) − v + a)}, {@code a ← relu(v − t)} from zero, and {@code a} before the
 * sigmoid where there is one. {@code docs/methods/penalties.md#convolutional-sparse-coding}. Paper: Dibbo et al., ECCV 2024.
 */
public final class ConvolutionalSparseCoding implements EncoderShape {

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", 0, 10)
            .defaultsTo(0.25)
            .describedAs(
                    "t: potentials below it are no code, the others lose it; the feature has standard deviation 1");

    static final Setting<Integer> KERNEL = Setting.integer("kernel", 1, 15)
            .defaultsTo(5)
            .describedAs("Height and width of the dictionary's patterns; odd");

    static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 1, 1000)
            .defaultsTo(10)
            .describedAs(
                    "How often codes compete; each costs two convolutions of the feature and memory for its codes");

    static final Setting<Double> STEP = Setting.decimal("step", 0.001, 1)
            .defaultsTo(0.2)
            .describedAs(
                    "s: what one iteration makes of the way to where the codes come to rest; large ones may not come to rest");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("convolutional-sparse-coding", "Convolutional sparse coding (SCA)")
            .describedAs(
                    "Sends sparse codes that compete for explaining the feature by a learned dictionary of patterns")
            .from("Dibbo et al., ECCV 2024; Rozell et al., 2008; public code of LCA-PyTorch")
            .with(THRESHOLD, KERNEL, ITERATIONS, STEP);

    private final double threshold;
    private final int kernel;
    private final int iterations;
    private final double step;

    public ConvolutionalSparseCoding(SettingsReader settings) {
        this.threshold = settings.get(THRESHOLD);
        this.kernel = settings.get(KERNEL);
        this.iterations = settings.get(ITERATIONS);
        this.step = settings.get(STEP);
        if (kernel % 2 == 0) {
            throw new SettingsException(new FieldError(
                    "kernel",
                    "odd: an even pattern has no middle, and codes would lie between the places of the feature",
                    "" + kernel,
                    "Try " + (kernel + 1)));
        }
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        int channels = split.feature().channels();
        return SparseCoding.beforeSigmoid(
                split,
                List.of(
                        GroupNorm.of(channels, 1),
                        new LocalCompetition(channels, channels, kernel, iterations, threshold, step)));
    }
}
