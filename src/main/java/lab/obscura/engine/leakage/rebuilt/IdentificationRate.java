package lab.obscura.engine.leakage.rebuilt;

import static lab.obscura.engine.recognition.IndependentClassifier.pixels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
 * Whether a rebuilt face finds its person: the share of reconstructions whose nearest neighbor, among one reference picture per person,
 * is that person's. Meant for data sets whose classes are people.
 *
 * <p>Rank-1 rate of closed-set identification with cosine similarity of the independent classifier's pooled features; {@code
 * docs/methods/leakage-estimators.md#identification-rate}. The protocol is the usual one of face recognition (Phillips et al. 2000).
 */
public final class IdentificationRate implements LeakageEstimator {

    private static final int FEWEST_PERSONS = 2;

    /** Line of the catalog. */
    public static final Info INFO = Info.of("identification-rate", "Identification rate")
            .describedAs("Says how often a rebuilt face is nearest to a reference picture of its own person")
            .from("Phillips et al., PAMI 2000")
            .with(RebuiltImages.settings());

    private final int most;
    private final ClassifierPlan plan;

    public IdentificationRate(SettingsReader settings) {
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
    public Optional<String> lack(MeasuredFeatures features) {
        int persons = references(features.classifiers().get().images()).length;
        if (persons < FEWEST_PERSONS) {
            return Optional.of("it needs reference pictures of " + FEWEST_PERSONS + " persons or more, had " + persons
                    + "; raise dataset.trainLimit");
        }
        int known = known(features.test().images(), features).length;
        return known > 0
                ? Optional.empty()
                : Optional.of("none of the test images' persons has a reference picture; raise dataset.trainLimit");
    }

    @Override
    public List<String> omissions(MeasuredFeatures features) {
        LabeledImages test = features.test().images();
        int strangers = test.count() - known(test, features).length;
        return strangers == 0
                ? List.of()
                : List.of("identification.rank1 leaves out test images of persons without a reference picture: "
                        + strangers + " of " + test.count());
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages test = features.test().images();
        LabeledImages asked = test.select(Rebuilt.spread(test.count(), most));
        var values = new LinkedHashMap<String, Double>();
        int persons = references(features.classifiers().get().images()).length;
        values.put("identification.persons", (double) persons);
        values.put("identification.chance", 1.0 / persons);
        rate(new Rebuilt(asked, pixels(asked)), features, context)
                .ifPresent(rate -> values.put("identification.rank1.originals", rate));
        return values;
    }

    @Override
    public Map<String, Double> ofAttack(Rebuilt rebuilt, MeasuredFeatures features, RunContext context) {
        var originals = new Rebuilt(rebuilt.originals(), pixels(rebuilt.originals()));
        var values = new LinkedHashMap<String, Double>();
        rate(rebuilt, features, context).ifPresent(rate -> values.put("identification.rank1", rate));
        rate(originals, features, context).ifPresent(rate -> values.put("identification.rank1.originals", rate));
        return values;
    }

    /** Empty where nobody in these pictures has a reference. */
    private Optional<Double> rate(Rebuilt probes, MeasuredFeatures features, RunContext context) {
        IndependentClassifier classifier = features.classifiers().get().trained(plan, context);
        LabeledImages learned = features.classifiers().get().images();
        LabeledImages references = learned.select(references(learned));
        int[] asked = known(probes.originals(), features);
        if (asked.length == 0) {
            return Optional.empty();
        }
        float[] gallery = classifier.pooled(pixels(references));
        float[] vectors = classifier.pooled(probes.pixels());
        int size = gallery.length / references.count();
        double found = 0;
        for (int probe : asked) {
            int nearest = nearest(vectors, probe, gallery, size);
            found += references.label(nearest) == probes.originals().label(probe) ? 1 : 0;
        }
        return Optional.of(found / asked.length);
    }

    /** The place in the gallery with the largest cosine; the first of several. */
    static int nearest(float[] vectors, int probe, float[] gallery, int size) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int person = 0; person < gallery.length / size; person++) {
            double product = 0;
            double square = 0;
            for (int i = 0; i < size; i++) {
                double reference = gallery[person * size + i];
                product += reference * vectors[probe * size + i];
                square += reference * reference;
            }
            // The probe's own length is the same for the whole gallery.
            double likeness = square == 0 ? 0 : product / Math.sqrt(square);
            if (likeness > highest) {
                highest = likeness;
                best = person;
            }
        }
        return best;
    }

    /** The first picture of each person that the classifier learned from. */
    private static int[] references(LabeledImages learned) {
        int[] first = new int[learned.classes()];
        java.util.Arrays.fill(first, -1);
        for (int i = learned.count() - 1; i >= 0; i--) {
            first[learned.label(i)] = i;
        }
        return IntStream.of(first).filter(place -> place >= 0).toArray();
    }

    /** Places of the pictures whose person has a reference. */
    private static int[] known(LabeledImages pictures, MeasuredFeatures features) {
        int[] learned = features.classifiers().get().images().classCounts();
        return IntStream.range(0, pictures.count())
                .filter(i -> learned[pictures.label(i)] > 0)
                .toArray();
    }
}
