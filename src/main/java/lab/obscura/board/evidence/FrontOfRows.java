package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        return share(rows.stream().map(FrontOfRows::mean).toList());
    }

    /** Of 1000 draws of the seeds that all rows have; empty where these are fewer than five. */
    public Optional<Interval> band() {
        List<SeedValues> errors =
                rows.stream().map(row -> row.error().orElseThrow()).toList();
        List<Long> seeds = new ArrayList<>(RankStability.sharedSeeds(errors));
        rows.forEach(row -> seeds.retainAll(row.tradeOffs().keySet()));
        List<List<TradeOff>> drawn = rows.stream()
                .map(SeedRow::tradeOffs)
                .map(points -> seeds.stream().map(points::get).toList())
                .toList();
        return SeedBootstrap.over(seeds.size())
                .map(bootstrap -> bootstrap.band(draw -> share(drawn.stream()
                        .map(points -> mean(draw.stream().map(points::get).toList()))
                        .toList())));
    }

    private double share(List<TradeOff> points) {
        return Front.of(points).share(chance, guess);
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
