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
 * @param perImage metric → one value per victim
 * @param means metric → mean over the victims; paper variants as their paper computes them
 */
record Scores(Map<String, double[]> perImage, Map<String, Double> means) {

    /** Images, and formulas of papers, are worked on side by side: none depends on another. */
    static Scores of(LabeledImages victims, Reconstructions rebuilt) {
        var perImage = new LinkedHashMap<String, double[]>();
        var means = new LinkedHashMap<String, Double>();
        for (Metric metric : Metrics.all()) {
            double[] scores = new double[victims.count()];
            Arrays.parallelSetAll(scores, i -> metric.of(victims.image(i), rebuilt.image(i), victims.shape()));
            perImage.put(metric.info().id(), scores);
            means.put(metric.info().id(), Arrays.stream(scores).average().orElseThrow());
        }
        List<PaperMetric> fitting = Metrics.paper().stream()
                .filter(metric -> metric.fits(victims.shape(), victims.count()))
                .toList();
        double[] values = new double[fitting.size()];
        Arrays.parallelSetAll(values, i -> value(fitting.get(i), victims, rebuilt));
        for (int i = 0; i < values.length; i++) {
            means.put(fitting.get(i).info().id(), values[i]);
        }
        return new Scores(perImage, means);
    }

    private static double value(PaperMetric metric, LabeledImages victims, Reconstructions rebuilt) {
        PaperMetric.Tally tally = metric.start(victims.shape());
        for (int i = 0; i < victims.count(); i++) {
            tally.add(victims.image(i), rebuilt.image(i));
        }
        return tally.value();
    }

    /** Every metric of one victim. */
    Map<String, Double> ofImage(int victim) {
        var values = new LinkedHashMap<String, Double>();
        perImage.forEach((metric, scores) -> values.put(metric, scores[victim]));
        return values;
    }
}
