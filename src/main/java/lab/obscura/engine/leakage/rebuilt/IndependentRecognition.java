package lab.obscura.engine.leakage.rebuilt;

import static lab.obscura.engine.recognition.IndependentClassifier.pixels;

import java.util.Arrays;
import java.util.LinkedHashMap;
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
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Whether reconstructions still show their class to somebody who has nothing to do with the network: the accuracy of an independently
 * trained classifier on them, beside its accuracy on their originals, which is the ceiling.
 *
 * <p>{@code docs/methods/leakage-estimators.md#independent-classifier}.
 */
public final class IndependentRecognition implements LeakageEstimator {

    /** Line of the catalog. */
    public static final Info INFO = Info.of("independent-classifier", "Independent classifier")
            .describedAs("Asks a classifier trained apart from the network for the classes of what attacks rebuilt")
            .from("Zhang et al., CVPR 2020")
            .with(RebuiltImages.settings());

    private final int most;
    private final ClassifierPlan plan;

    public IndependentRecognition(SettingsReader settings) {
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

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages test = features.test().images();
        LabeledImages asked = test.select(Rebuilt.spread(test.count(), most));
        var classifier = features.classifiers().get().trained(plan, context);
        var values = new LinkedHashMap<String, Double>();
        values.put("recognition.independent.originals", accuracy(classifier, pixels(asked), asked));
        double commonest = Arrays.stream(asked.classCounts()).max().orElse(0);
        values.put("recognition.independent.chance", commonest / asked.count());
        return values;
    }

    @Override
    public Map<String, Double> ofAttack(Rebuilt rebuilt, MeasuredFeatures features, RunContext context) {
        LabeledImages originals = rebuilt.originals();
        var classifier = features.classifiers().get().trained(plan, context);
        var values = new LinkedHashMap<String, Double>();
        values.put("recognition.independent", accuracy(classifier, rebuilt.pixels(), originals));
        values.put("recognition.independent.originals", accuracy(classifier, pixels(originals), originals));
        return values;
    }

    private static double accuracy(IndependentClassifier classifier, float[] pixels, LabeledImages labels) {
        return (double) classifier.correct(pixels, labels.labels()) / labels.count();
    }
}
