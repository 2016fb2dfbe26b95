package lab.obscura.engine.run.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.metric.ComparedImage;
import lab.obscura.engine.metric.ImagePair;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.PaperMetric;

/** In Java. Images are worked on side by side, none depends on another; all metrics of one share what they have in common. */
record HostComparison(LabeledImages targets, Reconstructions rebuilt, float[] guess) implements PairComparison {

    @Override
    public Numbers numbers(List<Metric> ofRebuilt, List<Metric> ofGuess) {
        Map<Metric, double[]> near = room(ofRebuilt);
        Map<Metric, double[]> constant = room(ofGuess);
        var guessed = new ComparedImage(guess, targets.shape());
        rebuilt.pixels(); // once, before threads share them
        IntStream.range(0, targets.count()).parallel().forEach(i -> {
            var original = new ComparedImage(targets.image(i), targets.shape());
            var found = new ComparedImage(rebuilt.image(i), targets.shape());
            score(i, new ImagePair(original, found), near);
            score(i, new ImagePair(original, guessed), constant);
        });
        return new Numbers(near, constant);
    }

    private Map<Metric, double[]> room(List<Metric> metrics) {
        Map<Metric, double[]> room = new LinkedHashMap<>();
        metrics.forEach(metric -> room.put(metric, new double[targets.count()]));
        return room;
    }

    private static void score(int image, ImagePair pair, Map<Metric, double[]> scores) {
        scores.forEach((metric, ofImages) -> ofImages[image] = metric.of(pair));
    }

    @Override
    public double of(PaperMetric mixing) {
        PaperMetric.Tally tally = mixing.start(targets.shape());
        for (int i = 0; i < targets.count(); i++) {
            tally.add(targets.image(i), rebuilt.image(i));
        }
        return tally.value();
    }
}
