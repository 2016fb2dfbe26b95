package lab.obscura.engine.run.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.metric.ConstantGuess;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.network.Engine;

/**
 * How near an attack came.
 *
 * @param perImage metric → one value per target
 * @param means metric → mean over the targets; paper variants as their paper computes them
 * @param guess what a constant guess reaches instead, by the names of {@link ConstantGuess#means}
 */
public record Scores(Map<String, double[]> perImage, Map<String, Double> means, Map<String, Double> guess) {

    /**
     * Of what was rebuilt, where it lies.
     *
     * @param rebuilt one image per target, in their order
     * @param guess a single image, the same for all targets
     * @param engine that may keep what was rebuilt
     */
    public static Scores of(LabeledImages targets, Reconstructions rebuilt, float[] guess, Engine engine) {
        PairComparison comparison = comparison(new HostComparison(targets, rebuilt, guess), engine);
        List<PaperMetric> papers = Metrics.paper().stream()
                .filter(metric -> metric.fits(targets.shape(), targets.count()))
                .toList();
        List<Metric> asked = Stream.concat(
                        Metrics.all().stream(), papers.stream().flatMap(paper -> paper.perImage().stream()))
                .toList();
        PairComparison.Numbers numbers = comparison.numbers(asked, Metrics.all());
        var perImage = new LinkedHashMap<String, double[]>();
        var means = new LinkedHashMap<String, Double>();
        for (Metric metric : Metrics.all()) {
            double[] scores = numbers.rebuilt().get(metric);
            perImage.put(metric.info().id(), scores);
            means.put(metric.info().id(), Arrays.stream(scores).average().orElseThrow());
        }
        for (PaperMetric paper : papers) {
            double value = paper.perImage()
                    .map(metric -> paper.of(numbers.rebuilt().get(metric)))
                    .orElseGet(() -> comparison.of(paper));
            means.put(paper.info().id(), value);
        }
        return new Scores(perImage, means, ConstantGuess.means(numbers.guess()));
    }

    private static PairComparison comparison(HostComparison onHost, Engine engine) {
        return onHost.rebuilt()
                .kept()
                .flatMap(kept ->
                        engine.batchWork().<PairComparison>map(work -> new ResidentComparison(onHost, kept, work)))
                .orElse(onHost);
    }

    /** Every metric of one target. */
    public Map<String, Double> ofImage(int target) {
        var values = new LinkedHashMap<String, Double>();
        perImage.forEach((metric, scores) -> values.put(metric, scores[target]));
        return values;
    }
}
