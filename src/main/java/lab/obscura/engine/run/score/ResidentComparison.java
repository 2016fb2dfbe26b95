package lab.obscura.engine.run.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MultiScaleSimilarity;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BlockRule;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.batch.SimilarityRule;

/**
 * Where an engine keeps what was rebuilt: the originals go there as bytes, and only scores come back. What a metric or a formula has to see
 * on the host goes there.
 */
record ResidentComparison(HostComparison onHost, KeptPictures rebuilt, ResidentWork work) implements PairComparison {

    /** Values in a batch: several of its size lie beside it in float64. */
    private static final int VALUES_AT_ONCE = 1 << 18;

    /** Of one batch of originals. */
    private record Beside(PairScores rebuilt, PairScores guess) {}

    @Override
    public Numbers numbers(List<Metric> ofRebuilt, List<Metric> ofGuess) {
        SimilarityRule rule = MultiScaleSimilarity.rule(shape());
        List<Beside> parts;
        try (Batch guess = Batch.of(onHost.guess(), shape())) {
            parts = inBatches(
                    1,
                    (originals, found) ->
                            new Beside(work.compare(originals, found, rule), work.compare(originals, guess, rule)));
        }
        PairScores near = PairScores.of(parts.stream().map(Beside::rebuilt).toList());
        PairScores constant = PairScores.of(parts.stream().map(Beside::guess).toList());
        Map<Metric, double[]> known = known(ofRebuilt, near);
        Map<Metric, double[]> knownOfGuess = known(ofGuess, constant);
        if (known.size() < ofRebuilt.size() || knownOfGuess.size() < ofGuess.size()) {
            Numbers rest = onHost.numbers(missing(ofRebuilt, known), missing(ofGuess, knownOfGuess));
            return new Numbers(inOrder(ofRebuilt, known, rest.rebuilt()), inOrder(ofGuess, knownOfGuess, rest.guess()));
        }
        return new Numbers(known, knownOfGuess);
    }

    private Map<Metric, double[]> known(List<Metric> metrics, PairScores pairs) {
        Map<Metric, double[]> known = new LinkedHashMap<>();
        metrics.forEach(metric -> metric.of(pairs, shape()).ifPresent(scores -> known.put(metric, scores)));
        return known;
    }

    private static List<Metric> missing(List<Metric> metrics, Map<Metric, double[]> known) {
        return metrics.stream().filter(metric -> !known.containsKey(metric)).toList();
    }

    private static Map<Metric, double[]> inOrder(
            List<Metric> metrics, Map<Metric, double[]> known, Map<Metric, double[]> rest) {
        Map<Metric, double[]> all = new LinkedHashMap<>();
        metrics.forEach(metric -> all.put(metric, known.getOrDefault(metric, rest.get(metric))));
        return all;
    }

    @Override
    public double of(PaperMetric mixing) {
        return mixing.blocks().map(this::ofBlocks).orElseGet(() -> onHost.of(mixing));
    }

    private double ofBlocks(BlockRule rule) {
        return inBatches(rule.images(), (originals, found) -> work.compareBlocks(originals, found, rule)).stream()
                .flatMapToDouble(DoubleStream::of)
                .average()
                .orElseThrow();
    }

    /** @param unit how many images must not be torn apart */
    private <T> List<T> inBatches(int unit, BiFunction<Batch, Batch, T> comparing) {
        int most = Math.max(1, VALUES_AT_ONCE / shape().size() / unit) * unit;
        var results = new ArrayList<T>();
        try (KeptImages originals = work.keep(onHost.targets()).orElseThrow()) {
            for (int from = 0; from < rebuilt.count(); from += most) {
                int to = Math.min(rebuilt.count(), from + most);
                try (Batch original = originals.batch(asTheyAre(from, to));
                        Batch found = rebuilt.part(from, to)) {
                    results.add(comparing.apply(original, found));
                }
            }
        }
        return results;
    }

    private static List<Variation> asTheyAre(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Variation(i, 0, 0, false, OptionalDouble.empty()))
                .toList();
    }

    private ImageShape shape() {
        return rebuilt.shape();
    }
}
