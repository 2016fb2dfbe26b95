package lab.obscura.engine.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.Metrics;
import lab.obscura.engine.metric.PaperMetric;

/**
 * How near an attack came.
 *
 * @param perImage metric → one value per victim
 * @param means metric → mean over the victims; paper variants as their paper computes them
 */
record Scores(Map<String, double[]> perImage, Map<String, Double> means) {

    static Scores of(LabeledImages victims, Reconstructions rebuilt) {
        var perImage = new LinkedHashMap<String, double[]>();
        var means = new LinkedHashMap<String, Double>();
        for (Metric metric : Metrics.all()) {
            double[] scores = new double[victims.count()];
            Arrays.setAll(scores, i -> metric.of(victims.image(i), rebuilt.image(i), victims.shape()));
            perImage.put(metric.info().id(), scores);
            means.put(metric.info().id(), Arrays.stream(scores).average().orElseThrow());
        }
        for (PaperMetric metric : Metrics.paper()) {
            if (!metric.fits(victims.shape(), victims.count())) {
                continue;
            }
            PaperMetric.Tally tally = metric.start(victims.shape());
            for (int i = 0; i < victims.count(); i++) {
                tally.add(victims.image(i), rebuilt.image(i));
            }
            means.put(metric.info().id(), tally.value());
        }
        return new Scores(perImage, means);
    }

    /** Every metric of one victim. */
    Map<String, Double> ofImage(int victim) {
        var values = new LinkedHashMap<String, Double>();
        perImage.forEach((metric, scores) -> values.put(metric, scores[victim]));
        return values;
    }
}
