package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.stats.Front;
import lab.obscura.engine.stats.Interval;
import lab.obscura.engine.stats.RankStability;
import lab.obscura.engine.stats.SeedBootstrap;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.engine.stats.TradeOff;

/**
 * The rows of a board whose errors count, as points of mean accuracy and mean error, and what they cover together.
 */
public final class FrontOfRows {

    /** Enough for a picture. */
    private static final int STEPS = 60;

    private final List<SeedRow> rows;
    private final double chance;
    private final double guess;

    /**
     * @param rows whose errors count
     * @param guess error of the constant guess, above 0
     */
    FrontOfRows(List<SeedRow> rows, double chance, double guess) {
        this.rows = rows.stream().filter(row -> !row.tradeOffs().isEmpty()).toList();
        this.chance = chance;
        this.guess = guess;
    }

    /** Rows that no other beats in both, the least accurate first. */
    public List<SeedRow> rows() {
        List<TradeOff> best =
                Front.of(rows.stream().map(FrontOfRows::mean).toList()).points();
        return best.stream()
                .map(point -> rows.stream()
                        .filter(row -> mean(row).equals(point))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** The share of (1 − chance) · guess that the rows cover; 0 without rows. */
    public double hypervolume() {
        return Front.of(rows.stream().map(FrontOfRows::mean).toList()).share(chance, guess);
    }

    /** Of 1000 draws of the seeds that all rows have; empty where these are fewer than five. */
    public Optional<Bands> bands() {
        List<Long> seeds = sharedSeeds();
        List<List<TradeOff>> bySeed = rows.stream()
                .map(SeedRow::tradeOffs)
                .map(points -> seeds.stream().map(points::get).toList())
                .toList();
        return SeedBootstrap.over(seeds.size()).map(bootstrap -> bands(bootstrap, bySeed));
    }

    private Bands bands(SeedBootstrap bootstrap, List<List<TradeOff>> bySeed) {
        Map<List<Integer>, Front> ofSeeds = new HashMap<>(); // of a thousand draws of five seeds only 126 differ
        Map<List<Integer>, Front> fronts = new IdentityHashMap<>();
        bootstrap
                .draws()
                .forEach(draw -> fronts.put(
                        draw, ofSeeds.computeIfAbsent(draw.stream().sorted().toList(), seeds -> front(seeds, bySeed))));
        List<PointBand> points = steps().stream()
                .map(accuracy -> new PointBand(
                        accuracy, bootstrap.band(draw -> fronts.get(draw).error(accuracy))))
                .toList();
        return new Bands(bootstrap.band(draw -> fronts.get(draw).share(chance, guess)), points);
    }

    private static Front front(List<Integer> draw, List<List<TradeOff>> bySeed) {
        return Front.of(bySeed.stream()
                .map(points -> mean(draw.stream().map(points::get).toList()))
                .toList());
    }

    /** How far the front depends on which seeds were run. */
    public record Bands(Interval hypervolume, List<PointBand> front) {}

    /** Between which errors the front lies at an accuracy; 0 stands for not reached. */
    public record PointBand(double accuracy, Interval error) {}

    private List<Long> sharedSeeds() {
        List<SeedValues> errors =
                rows.stream().map(row -> row.error().orElseThrow()).toList();
        List<Long> seeds = new ArrayList<>(RankStability.sharedSeeds(errors));
        rows.forEach(row -> seeds.retainAll(row.tradeOffs().keySet()));
        return seeds;
    }

    /** Accuracies at which the band is told: evenly from the lowest to the highest that any row has with any seed. */
    private List<Double> steps() {
        DoubleSummaryStatistics reach = rows.stream()
                .flatMap(row -> row.tradeOffs().values().stream())
                .collect(Collectors.summarizingDouble(TradeOff::accuracy));
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> reach.getMin() + (reach.getMax() - reach.getMin()) * step / STEPS)
                .toList();
    }

    private static TradeOff mean(SeedRow row) {
        return mean(row.tradeOffs().values());
    }

    private static TradeOff mean(Collection<TradeOff> seeds) {
        return new TradeOff(
                seeds.stream().mapToDouble(TradeOff::accuracy).average().orElseThrow(),
                seeds.stream().mapToDouble(TradeOff::error).average().orElseThrow());
    }
}
