package lab.obscura.engine.defense.dependence;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.pairs.SamplePairs;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Bilateral dependency optimization (BiDO): what inner layers hold depends little on the image and much on its class.
 *
 * <p>Needs no second network, and reaches every block at once. It compares batches by their kernels alone: a decoder may still find what
 * a wide kernel does not see. Costs a few products of batch × batch with the values of each layer.
 *
 * <p>{@code L = λx Σ_l d(z_l, x) − λy Σ_l d(z_l, y)}, d HSIC or COCO; {@code docs/methods/penalties.md#bido}. Paper: Peng et al., KDD
 * 2022.
 */
public final class Bido implements Penalty {

    static final Setting<Double> IMAGE_WEIGHT = Setting.decimal("imageWeight", 0, 1000)
            .defaultsTo(2.0)
            .describedAs("λx: what depending on the image costs; SiftFunnel compares with 2, and 5 for ResNets");

    static final Setting<Double> LABEL_WEIGHT = Setting.decimal("labelWeight", 0, 1000)
            .defaultsTo(20.0)
            .describedAs("λy: what depending on the class earns; SiftFunnel compares with 20, and 10 for ResNets");

    static final Setting<Dependence> DEPENDENCE = Setting.choice("dependence", Dependence.class)
            .defaultsTo(Dependence.HSIC)
            .describedAs("hsic: normalized Hilbert-Schmidt criterion; coco: constrained covariance");

    /** Where the network is looked at. */
    enum Layers {
        BLOCKS,
        CUT
    }

    static final Setting<Layers> LAYERS = Setting.choice("layers", Layers.class)
            .defaultsTo(Layers.BLOCKS)
            .describedAs(
                    "blocks: behind every block of both halves and at the cut, as in the paper; cut: at the cut only");

    static final Setting<Double> WIDTH = Setting.decimal("kernelWidth", 0.01, 1000)
            .defaultsTo(GaussianKernel.PUBLISHED_WIDTH)
            .describedAs("s: the Gaussian kernel of a vector of length D has the standard deviation s · √D");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("bido", "Bilateral dependency optimization (BiDO)")
            .describedAs("Makes inner layers depend little on the image and much on its class")
            .from("Peng et al., KDD 2022")
            .with(IMAGE_WEIGHT, LABEL_WEIGHT, DEPENDENCE, LAYERS, WIDTH);

    private static final String BLOCK = "block ";

    private final double imageWeight;
    private final double labelWeight;
    private final Dependence dependence;
    private final Layers layers;
    private final double width;

    public Bido(SettingsReader settings) {
        this.imageWeight = settings.get(IMAGE_WEIGHT);
        this.labelWeight = settings.get(LABEL_WEIGHT);
        this.dependence = settings.get(DEPENDENCE);
        this.layers = settings.get(LAYERS);
        this.width = settings.get(WIDTH);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public List<String> taps(SplitSpec network) {
        return layers == Layers.CUT
                ? List.of()
                : network.places().stream().filter(Bido::isBlock).toList();
    }

    private static boolean isBlock(String place) {
        return place.startsWith(BLOCK);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (imageWeight == 0 && labelWeight == 0) {
            return PenaltyValue.none();
        }
        refuseSingleImage(batch);
        int n = batch.count();
        List<String> blocks = layers == Layers.CUT
                ? List.of()
                : batch.taps().byPlace().keySet().stream()
                        .filter(Bido::isBlock)
                        .sorted() // a map has another order in each process, and the sum other last digits
                        .toList();
        SamplePairs pairs = SamplePairs.of(batch, state, blocks);
        Matrix images = ofImages(pairs, batch).matrix();
        Matrix labels = GaussianKernel.ofLabels(batch.labels());
        Term atCut = term(GaussianKernel.of(pairs.ofFeatures(), n, batch.size(), width), images, labels);
        PenaltyValue sum = pairs.pulling(atCut.value, atCut.weights, 1);
        for (String block : blocks) {
            int size = batch.taps().at(block).shape().size();
            Term term = term(GaussianKernel.of(pairs.at(block), n, size, width), images, labels);
            sum = sum.plus(pairs.pullingAt(block, term.value, term.weights));
        }
        return sum;
    }

    /**
     * One layer's term, both weights in it: they decide what is traded for what, so there is no value without them.
     *
     * @param weights of the differences between samples, see {@link GaussianKernel#weights}
     */
    private record Term(double value, double[] weights) {}

    private Term term(GaussianKernel kernel, Matrix images, Matrix labels) {
        Dependence.Measured onImages = dependence.between(kernel.matrix(), images);
        Dependence.Measured onLabels = dependence.between(kernel.matrix(), labels);
        Matrix derivatives = Matrix.zeros(images.rows(), images.rows());
        for (int i = 0; i < derivatives.values().length; i++) {
            derivatives.values()[i] = imageWeight * onImages.atFirst().values()[i]
                    - labelWeight * onLabels.atFirst().values()[i];
        }
        return new Term(imageWeight * onImages.value() - labelWeight * onLabels.value(), kernel.weights(derivatives));
    }

    private GaussianKernel ofImages(SamplePairs pairs, FeatureBatch batch) {
        return GaussianKernel.of(
                pairs.ofImages(), batch.count(), batch.images().shape().size(), width);
    }

    /** Behind the step, at the cut: whether the one falls while the other stays. */
    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        SamplePairs pairs = SamplePairs.of(batch, state);
        Matrix features = GaussianKernel.of(pairs.ofFeatures(), batch.count(), batch.size(), width)
                .matrix();
        Matrix images = ofImages(pairs, batch).matrix();
        return Map.of(
                "onImages", dependence.between(features, images).value(),
                "onLabels",
                        dependence
                                .between(features, GaussianKernel.ofLabels(batch.labels()))
                                .value());
    }

    private static void refuseSingleImage(FeatureBatch batch) {
        if (batch.count() < 2) {
            throw new SettingsException(List.of(new FieldError(
                    "training.batchSize",
                    "2 or more with bido, and so many images to learn from: a batch of one depends on nothing",
                    "" + batch.count(),
                    "Raise dataset.trainLimit, or leave bido out")));
        }
    }
}
