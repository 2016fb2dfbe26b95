package lab.obscura.engine.run;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;

/**
 * What a trained encoder answers to fixed images. Clean features are computed once, the defense's randomness is redrawn at
 * every question: an attacker learns what it would have learned by asking each time, and the encoder can be closed meanwhile.
 */
final class EncoderQueries implements EncoderOracle {

    private static final int BATCH = 200;

    private final LiveDefense defense;
    private final LabeledImages images;
    private final ImageShape feature;
    private final float[] features;

    private EncoderQueries(LiveDefense defense, LabeledImages images, ImageShape feature, float[] features) {
        this.defense = defense;
        this.images = images;
        this.feature = feature;
        this.features = features;
    }

    /** Asks the encoder, in EVAL mode. */
    static EncoderQueries of(SplitNetwork network, LabeledImages images, RunContext context) {
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
        return new EncoderQueries(network.live(), images, network.feature(), features);
    }

    ImageShape feature() {
        return feature;
    }

    int count() {
        return features.length / feature.size();
    }

    /** The answers to the images from {@code from} (inclusive) to {@code to} (exclusive), counted from 0 again. */
    EncoderQueries range(int from, int to) {
        int size = feature.size();
        return new EncoderQueries(
                defense, images.range(from, to), feature, Arrays.copyOfRange(features, from * size, to * size));
    }

    /** What is sent for these images: one draw. */
    float[] intercepted(int[] places, Seeds seeds) {
        return defense.send(chosen(places), Moment.TRANSMISSION, seeds).values();
    }

    /** Features before any transform of the images from {@code from} (inclusive) to {@code to} (exclusive), with their images. */
    Features clean(int from, int to) {
        return chosen(IntStream.range(from, to).toArray());
    }

    /** Features of all images before any transform, image after image; not to be changed. */
    float[] values() {
        return features;
    }

    @Override
    public Batch transmitted(int[] places, Seeds seeds) {
        return array(intercepted(places, seeds));
    }

    @Override
    public Batch sent(int[] places, Seeds seeds) {
        return array(
                defense.send(chosen(places), Moment.ATTACKERS_TRAINING, seeds).values());
    }

    @Override
    public Batch clean(int[] places) {
        return array(chosen(places).values());
    }

    private Batch array(float[] values) {
        return Batch.of(values, feature);
    }

    private Features chosen(int[] places) {
        int size = feature.size();
        float[] chosen = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(features, places[i] * size, chosen, i * size, size);
        }
        return new Features(feature, chosen, images.shape(), () -> pixels(places));
    }

    private float[] pixels(int[] places) {
        int size = images.shape().size();
        float[] pixels = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            images.copyTo(places[i], pixels, i * size);
        }
        return pixels;
    }
}
