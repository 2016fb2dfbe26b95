package lab.obscura.engine.defense.penalty;

import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.pairs.SamplePairs;
import lab.obscura.engine.defense.penalty.SampleDistances.Root;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Distance correlation between inputs and features: small when the distances between features tell little about the distances
 * between the images.
 *
 * <p>Cheap for small features, and needs no second network. It looks at geometry only, and its estimate from small batches is far
 * above zero even for independent data.
 *
 * <p>{@code dCor = sqrt(mean(A ⊙ B)) / sqrt(sqrt(mean(A ⊙ A)) · sqrt(mean(B ⊙ B)))}, A and B the double-centered distance matrices,
 * or its square as in SiftFunnel; {@code docs/methods/penalties.md#distance-correlation}. Papers: Vepakomma et al. (NoPeek), 2020; Liu
 * et al. (SiftFunnel), 2025.
 */
public final class DistanceCorrelation implements Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(1.0)
            .describedAs("Share of the penalty in the loss; ResSFL compares with 1, 1.5 and 2; SiftFunnel has 0.8");

    /** Between two features. */
    enum Distance {
        EUCLIDEAN,
        SQUARED
    }

    static final Setting<Distance> DISTANCE = Setting.choice("distance", Distance.class)
            .defaultsTo(Distance.EUCLIDEAN)
            .describedAs("Euclidean as in the paper, or squared as in a variant of the public code");

    /** Of the correlation. */
    enum Form {
        NOPEEK,
        SIFTFUNNEL
    }

    static final Setting<Form> FORM = Setting.choice("form", Form.class)
            .defaultsTo(Form.NOPEEK)
            .describedAs("nopeek: the distance correlation; siftfunnel: its square, without the outer root")
            .addedLater();

    /** Line of the catalog. */
    public static final Info INFO = Info.of("distance-correlation", "Distance correlation (NoPeek)")
            .describedAs("Makes the distances between features tell little about the distances between images")
            .from("Vepakomma et al., NoPeek, 2020; Liu et al., SiftFunnel, 2025")
            .with(WEIGHT, DISTANCE, FORM);

    /** Inside NoPeek's three inner roots. */
    private static final double EPSILON = 1e-7;

    private final double weight;
    private final Form form;
    private final Root root;

    public DistanceCorrelation(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.form = settings.get(FORM);
        boolean squared = settings.get(DISTANCE) == Distance.SQUARED;
        this.root = squared ? Root.NONE : form == Form.NOPEEK ? Root.CLIPPED : Root.SHIFTED;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        int n = batch.count();
        SamplePairs pairs = SamplePairs.of(batch, state);
        var images = new SampleDistances(pairs.ofImages(), n, root);
        var features = new SampleDistances(pairs.ofFeatures(), n, root);
        if (form == Form.SIFTFUNNEL && (images.tellNothing() || features.tellNothing())) {
            return new PenaltyValue(0, new float[n * batch.size()]);
        }
        Slope slope = form == Form.NOPEEK ? noPeek(images, features) : siftFunnel(images, features);
        double[] derivatives = new double[n * n]; // of the value with respect to each distance
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                derivatives[i * n + j] =
                        (slope.ofProduct * images.centered(i, j) + slope.ofSquare * features.centered(i, j))
                                / ((double) n * n);
            }
        }
        return pairs.pulling(slope.value, features.weights(derivatives), weight);
    }

    /**
     * The value, and how it changes with {@code mean(A ⊙ B)} and, as a factor on B, with {@code mean(B ⊙ B)}.
     */
    private record Slope(double value, double ofProduct, double ofSquare) {}

    private static Slope noPeek(SampleDistances images, SampleDistances features) {
        double ab = images.meanProduct(features) + EPSILON;
        double aa = images.meanProduct(images) + EPSILON;
        double bb = features.meanProduct(features) + EPSILON;
        double value = Math.sqrt(ab) / Math.sqrt(Math.sqrt(aa) * Math.sqrt(bb));
        return new Slope(value, value / 2 / ab, -value / 2 / bb);
    }

    private static Slope siftFunnel(SampleDistances images, SampleDistances features) {
        double bb = features.meanProduct(features);
        double scale = Math.sqrt(images.meanProduct(images) * bb);
        double value = images.meanProduct(features) / scale;
        return new Slope(value, 1 / scale, -value / bb);
    }
}
