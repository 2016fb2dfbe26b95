package lab.obscura.engine.leakage.rebuilt;

import static lab.obscura.engine.recognition.IndependentClassifier.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.leakage.MeasuredFeatures;
import lab.obscura.engine.leakage.Rebuilt;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.recognition.ClassifierPlan;
import lab.obscura.engine.recognition.IndependentClassifier;
import lab.obscura.engine.recognition.IndependentClassifier.Plane;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How far a reconstruction is from its original in the layers of an independently trained classifier. Built as LPIPS without its learned
 * weights, but by a classifier of the data set at hand: comparable within one data set and plan only, and never to be called LPIPS.
 *
 * <p>{@code d = mean over layers and places of ‖x̂ − ŷ‖²}, channels at a place scaled to length 1; {@code
 * docs/methods/leakage-estimators.md#perceptual-distance}. Paper: Zhang et al., CVPR 2018.
 */
public final class PerceptualDistance implements LeakageEstimator {

    private static final int AT_ONCE = 100;

    /** Line of the catalog. */
    public static final Info INFO = Info.of("perceptual-distance", "Perceptual distance (own classifier)")
            .describedAs(
                    "Says how far reconstructions are from their originals in the layers of an independent classifier")
            .from("Zhang et al., CVPR 2018, with a classifier of our own")
            .with(RebuiltImages.settings());

    private final int most;
    private final ClassifierPlan plan;

    public PerceptualDistance(SettingsReader settings) {
        this.most = settings.get(RebuiltImages.IMAGES);
        this.plan = ClassifierPlan.of(settings);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public int rebuiltImages() {
        return most;
    }

    @Override
    public List<NetworkLoad> loads(ImageShape image, int classes) {
        return List.of(plan.load(image, classes));
    }

    /** The distance of each image to the next one: what a reconstruction that shows another picture would have. */
    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages test = features.test().images();
        LabeledImages asked = test.select(Rebuilt.spread(test.count(), most));
        if (asked.count() < 2) {
            return Map.of();
        }
        int size = asked.shape().size();
        float[] pixels = pixels(asked);
        float[] next = Arrays.copyOfRange(pixels, size, pixels.length + size);
        System.arraycopy(pixels, 0, next, pixels.length - size, size);
        return Map.of("perceptual.otherImage", distance(pixels, next, asked, features, context));
    }

    @Override
    public Map<String, Double> ofAttack(Rebuilt rebuilt, MeasuredFeatures features, RunContext context) {
        LabeledImages originals = rebuilt.originals();
        return Map.of("perceptual", distance(pixels(originals), rebuilt.pixels(), originals, features, context));
    }

    private double distance(
            float[] one, float[] other, LabeledImages images, MeasuredFeatures features, RunContext context) {
        IndependentClassifier classifier = features.classifiers().get().trained(plan, context);
        int size = images.shape().size();
        double sum = 0;
        for (int from = 0; from < images.count(); from += AT_ONCE) {
            context.checkStop();
            int to = Math.min(images.count(), from + AT_ONCE);
            List<Plane> a = classifier
                    .look(Arrays.copyOfRange(one, from * size, to * size))
                    .planes();
            List<Plane> b = classifier
                    .look(Arrays.copyOfRange(other, from * size, to * size))
                    .planes();
            for (int layer = 0; layer < a.size(); layer++) {
                sum += (to - from) * ofLayer(a.get(layer), b.get(layer)) / a.size();
            }
        }
        return sum / images.count();
    }

    /** Mean over images and places of the squared distance of the directions there, in [0, 2] since no value is negative. */
    static double ofLayer(Plane a, Plane b) {
        int channels = a.shape().channels();
        int places = a.values().length / channels;
        double sum = 0;
        for (int place = 0; place < places; place++) {
            double lengthA = length(a.values(), place * channels, channels);
            double lengthB = length(b.values(), place * channels, channels);
            for (int i = place * channels; i < (place + 1) * channels; i++) {
                double difference = a.values()[i] / lengthA - b.values()[i] / lengthB;
                sum += difference * difference;
            }
        }
        return sum / places;
    }

    /** Of nothing it is 1, so that nothing stays nothing. */
    private static double length(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum == 0 ? 1 : Math.sqrt(sum);
    }
}
