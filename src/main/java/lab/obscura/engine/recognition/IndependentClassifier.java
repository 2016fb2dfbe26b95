package lab.obscura.engine.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.NetworkChain;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.CrossEntropy;

/**
 * Three convolutions with batch norm and ReLU, the second and third with stride 2, a global average and a dense layer (our completion,
 * {@code docs/methods/leakage-estimators.md#independent-classifier}). Undefended, in one piece, with a seed of its own.
 */
public final class IndependentClassifier implements AutoCloseable {

    static final int ASKED_AT_ONCE = 200;

    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;
    /** Behind how many layers each inner place lies: the normalization, then three layers for each convolution. */
    private static final Map<String, Integer> PLACES = Map.of("layer 1", 4, "layer 2", 7, "layer 3", 10, "pooled", 11);

    private static final List<String> PLANES = List.of("layer 1", "layer 2", "layer 3");

    private final NetworkChain network;

    private IndependentClassifier(NetworkChain network) {
        this.network = network;
    }

    /**
     * What it makes of some images.
     *
     * @param logits one per class and image
     * @param pooled the vector before the dense layer, image after image
     * @param planes outputs of the three convolutional layers, from the first to the last
     */
    public record Answer(float[] logits, float[] pooled, List<Plane> planes) {}

    /**
     * A layer's output.
     *
     * @param shape of one image's
     * @param values image after image: rows, columns, channels
     */
    public record Plane(ImageShape shape, float[] values) {}

    static Sequence layers(ImageShape image, int classes, int width, Normalization normalization) {
        var layers = new ArrayList<NetworkSpec>();
        layers.add(new ChannelAffine(normalization.mean(), normalization.standardDeviation()));
        int in = image.channels();
        for (int out : new int[] {width, 2 * width, 4 * width}) {
            layers.add(Convolution.of(in, out, 3, INIT).withStride(out == width ? 1 : 2));
            layers.add(Layers.norm(out));
            layers.add(Layers.relu());
            in = out;
        }
        layers.add(new GlobalAveragePool());
        layers.add(Dense.of(in, classes, INIT));
        return new Sequence(layers);
    }

    static IndependentClassifier trained(
            Engine engine, LabeledImages images, ClassifierPlan plan, Seeds seeds, RunContext context) {
        Sequence layers = layers(images.shape(), images.classes(), plan.width(), Normalization.measuredOn(images));
        var classifier = new IndependentClassifier(
                NetworkChain.of(engine, layers, images.shape(), PLACES, seeds.family("weights")));
        try {
            classifier.learn(images, plan, seeds, context);
            return classifier;
        } catch (RuntimeException unfinished) {
            classifier.close();
            throw unfinished;
        }
    }

    private void learn(LabeledImages images, ClassifierPlan plan, Seeds seeds, RunContext context) {
        int size = Math.min(plan.batchSize(), images.count());
        int batches = images.count() / size;
        int steps = plan.epochs() * batches;
        for (int step = 0; step < steps; step++) {
            context.checkStop();
            int[] order = seeds.stream("shuffle", step / batches).permutation(images.count());
            int batch = step % batches;
            int[] places = Arrays.copyOfRange(order, batch * size, (batch + 1) * size);
            double loss = step(images.select(places), plan.rate((double) step / steps), seeds.family("step", step));
            if (!Double.isFinite(loss)) {
                throw new TrainingDivergedException(
                        "The independent classifier's loss", step / batches + 1, step + 1, plan.learningRate());
            }
            if (batch == batches - 1) {
                context.point("measure.classifier.loss", step / batches + 1.0, loss);
                context.progress((step + 1.0) / steps);
            }
        }
    }

    private double step(LabeledImages images, double rate, Seeds seeds) {
        try (Batch input = array(pixels(images), images.count())) {
            Batch logits = network.forward(input, Pass.train(seeds));
            var answer = CrossEntropy.of(logits.values(), images.labels());
            try (Batch gradient = Batch.of(answer.gradient(), logits.shape())) {
                network.backward(gradient, Wanted.PARAMETERS);
            }
            network.update(OptimizerStep.Adam.of(rate, 0));
            return answer.loss();
        }
    }

    /**
     * Looks at images.
     *
     * @param pixels in [0, 1], image after image; at most a few hundred images, since every layer's output is kept
     */
    public Answer look(float[] pixels) {
        int count = pixels.length / network.input().size();
        try (Batch input = array(pixels, count)) {
            float[] logits = network.forward(input, Pass.eval()).values();
            var seen = new LinkedHashMap<>(network.seen());
            List<Plane> planes =
                    PLANES.stream().map(place -> plane(seen.get(place))).toList();
            return new Answer(logits, seen.get("pooled").values(), planes);
        }
    }

    /** How many of these images it gives their label. */
    public int correct(float[] pixels, int[] labels) {
        int size = network.input().size();
        int correct = 0;
        for (int from = 0; from < labels.length; from += ASKED_AT_ONCE) {
            int to = Math.min(labels.length, from + ASKED_AT_ONCE);
            float[] logits =
                    look(Arrays.copyOfRange(pixels, from * size, to * size)).logits();
            correct += CrossEntropy.of(logits, Arrays.copyOfRange(labels, from, to))
                    .correct();
        }
        return correct;
    }

    /** The vectors before the dense layer of any number of images, image after image. */
    public float[] pooled(float[] pixels) {
        int size = network.input().size();
        int count = pixels.length / size;
        float[] all = new float[0];
        for (int from = 0; from < count; from += ASKED_AT_ONCE) {
            int to = Math.min(count, from + ASKED_AT_ONCE);
            float[] some =
                    look(Arrays.copyOfRange(pixels, from * size, to * size)).pooled();
            int before = all.length;
            all = Arrays.copyOf(all, before + some.length);
            System.arraycopy(some, 0, all, before, some.length);
        }
        return all;
    }

    private static Plane plane(Batch output) {
        return new Plane(output.shape(), output.values());
    }

    /** All values of these images, in [0, 1]. */
    public static float[] pixels(LabeledImages images) {
        int size = images.shape().size();
        float[] pixels = new float[images.count() * size];
        for (int i = 0; i < images.count(); i++) {
            images.copyTo(i, pixels, i * size);
        }
        return pixels;
    }

    private Batch array(float[] pixels, int count) {
        ImageShape shape = network.input();
        return Batch.of(pixels, shape);
    }

    @Override
    public void close() {
        network.close();
    }
}
