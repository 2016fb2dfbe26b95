package lab.obscura.engine.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.PaperMetric;

/**
 * How near an attack came.
 *
 * @param perImage metric → one value per target
 * @param means metric → mean over the targets; paper variants as their paper computes them
 */
record Scores(Map<String, double[]> perImage, Map<String, Double> means) {

    /** Images, and formulas of papers, are worked on side by side: none depends on another. */
    static Scores of(LabeledImages targets, Reconstructions rebuilt) {
        var perImage = new LinkedHashMap<String, double[]>();
        var means = new LinkedHashMap<String, Double>();
        for (Metric metric : Metrics.all()) {
            double[] scores = new double[targets.count()];
            Arrays.parallelSetAll(scores, i -> metric.of(targets.image(i), rebuilt.image(i), targets.shape()));
            perImage.put(metric.info().id(), scores);
            means.put(metric.info().id(), Arrays.stream(scores).average().orElseThrow());
        }
        List<PaperMetric> fitting = Metrics.paper().stream()
                .filter(metric -> metric.fits(targets.shape(), targets.count()))
                .toList();
        double[] values = new double[fitting.size()];
        Arrays.parallelSetAll(values, i -> value(fitting.get(i), targets, rebuilt));
        for (int i = 0; i < values.length; i++) {
            means.put(fitting.get(i).info().id(), values[i]);
        }
        return new Scores(perImage, means);
    }

    private static double value(PaperMetric metric, LabeledImages targets, Reconstructions rebuilt) {
        PaperMetric.Tally tally = metric.start(targets.shape());
        for (int i = 0; i < targets.count(); i++) {
            tally.add(targets.image(i), rebuilt.image(i));
        }
        return tally.value();
    }

    /** Every metric of one target. */
    Map<String, Double> ofImage(int target) {
        var values = new LinkedHashMap<String, Double>();
        perImage.forEach((metric, scores) -> values.put(metric, scores[target]));
        return values;
    }
}
