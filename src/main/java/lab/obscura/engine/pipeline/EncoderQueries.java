package lab.obscura.engine.pipeline;

import lab.obscura.engine.attack.Answers;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The encoder's answers to the fixed images of an attacker. Clean features are computed once, the defense's randomness is drawn
 * anew at every question: the attacker learns what it would have learned by asking each time.
 */
final class EncoderQueries implements Answers {

    private static final int BATCH = 200;

    private final SplitNetwork network;
    private final float[] features;
    private final int size;

    EncoderQueries(SplitNetwork network, LabeledImages images, RunContext context) {
        this.network = network;
        this.size = network.feature().size();
        this.features = cleanFeatures(network, images, context);
    }

    /** Features of all images, EVAL mode, before any transform. */
    static float[] cleanFeatures(SplitNetwork network, LabeledImages images, RunContext context) {
        int size = network.feature().size();
        float[] features = new float[Math.multiplyExact(images.count(), size)];
        for (int from = 0; from < images.count(); from += BATCH) {
            context.checkStop();
            int n = Math.min(BATCH, images.count() - from);
            float[] pixels = new float[n * images.shape().size()];
            for (int i = 0; i < n; i++) {
                images.copyTo(from + i, pixels, i * images.shape().size());
            }
            float[] answers = network.cleanFeatures(pixels, n);
            System.arraycopy(answers, 0, features, from * size, answers.length);
        }
        return features;
    }

    @Override
    public INDArray sent(int[] images, Seeds seeds) {
        try (INDArray clean = clean(images)) {
            return network.defense().transmit(clean, seeds);
        }
    }

    @Override
    public INDArray clean(int[] images) {
        float[] chosen = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(features, images[i] * size, chosen, i * size, size);
        }
        ImageShape shape = network.feature();
        return HostArrays.array(chosen, images.length, shape.height(), shape.width(), shape.channels());
    }
}
