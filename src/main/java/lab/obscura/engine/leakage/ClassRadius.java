package lab.obscura.engine.leakage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How far the clean features of a class lie from their mean, in squares: where it drops from one cut layer to the next, the network turns
 * from features to decisions, and less of the single image is left.
 *
 * <p>{@code R_c² = mean over the class of ‖z − μ_c‖²}; {@code docs/methods/leakage-estimators.md#class-radius}.
 */
public final class ClassRadius implements LeakageEstimator {

    /** Two images lie as far from their own mean as it happens: half of their distance, whatever the class is like. */
    private static final int FEWEST = 3;

    /** Of more classes nobody reads a number each. */
    private static final int MOST_SINGLE_CLASSES = 10;

    public static final Info INFO = Info.of("class-radius", "Radius of the classes")
            .describedAs(
                    "Says how far the features of a class lie from their mean, per class and as a share of all spread")
            .from("Liu et al., ICML 2026");

    public ClassRadius(SettingsReader settings) {
        if (!settings.values().isEmpty()) {
            throw new IllegalArgumentException("It has no settings, were " + settings.values());
        }
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Optional<String> lack(MeasuredFeatures features) {
        LabeledImages images = features.test().images();
        return measurable(images).length > 0
                ? Optional.empty()
                : Optional.of("it needs " + FEWEST + " test images or more of a class, had at most "
                        + IntStream.of(images.classCounts()).max().orElse(0) + "; raise dataset.testLimit");
    }

    @Override
    public List<String> omissions(MeasuredFeatures features) {
        LabeledImages images = features.test().images();
        int[] counts = images.classCounts();
        var few = new ArrayList<String>();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0 && counts[c] < FEWEST) {
                few.add(images.classNames().get(c) + " (" + counts[c] + ")");
            }
        }
        return few.isEmpty()
                ? List.of()
                : List.of("features.classRadius leaves out classes with fewer than " + FEWEST
                        + " test images, whose radius says nothing: " + String.join(", ", few));
    }

    private static int[] measurable(LabeledImages images) {
        int[] counts = images.classCounts();
        return IntStream.range(0, counts.length)
                .filter(c -> counts[c] >= FEWEST)
                .toArray();
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages images = features.test().images();
        float[] clean = features.test().clean();
        int size = features.feature().size();
        int[] all = IntStream.range(0, images.count()).toArray();
        int[] classes = measurable(images);
        var values = new LinkedHashMap<String, Double>();
        double mean = 0;
        for (int c : classes) {
            context.checkStop();
            int[] members = IntStream.of(all).filter(i -> images.label(i) == c).toArray();
            double radius = squaredRadius(clean, members, size);
            mean += radius / classes.length;
            if (images.classes() <= MOST_SINGLE_CLASSES) {
                values.put("features.classRadius.class-" + c, radius);
                values.put("features.classRadius.perValue.class-" + c, radius / size);
            }
        }
        values.put("features.classRadius", mean);
        values.put("features.classRadius.perValue", mean / size);
        double global = squaredRadius(clean, all, size);
        if (global > 0) {
            values.put("features.classRadius.ratio", mean / global);
        }
        return values;
    }

    /** Mean squared distance of these samples to their mean. */
    static double squaredRadius(float[] features, int[] members, int size) {
        double[] mean = new double[size];
        for (int i : members) {
            for (int d = 0; d < size; d++) {
                mean[d] += features[i * size + d] / (double) members.length;
            }
        }
        double sum = 0;
        for (int i : members) {
            for (int d = 0; d < size; d++) {
                double deviation = features[i * size + d] - mean[d];
                sum += deviation * deviation / members.length;
            }
        }
        return sum;
    }
}
