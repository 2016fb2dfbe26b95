package lab.obscura.board.evidence;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.engine.stats.TradeOff;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.RunStanding;
import lab.obscura.result.summary.SeedSummary;

/** All runs of one definition, one per seed. What is told of them is computed once: a board asks each row for it many times. */
public final class SeedRow {

    /** By this metric rows are ranked, compared at matched accuracy and drawn. */
    static final MetricInfo LEADING = Metrics.leading();

    /** Verdicts and standings, the best first. */
    private static final List<String> SEVERITY = List.of("adequate", "at-guess", "not-judged", "inadequate");

    private final List<BoardRun> runs;
    private final Sweep sweep;
    private final List<String> parts;
    private final Optional<SeedValues> accuracy;
    private final Optional<SeedValues> error;
    private final Map<Long, TradeOff> tradeOffs;

    /** @param runs at least one, the latest first */
    SeedRow(List<BoardRun> runs, Sweep sweep) {
        this.runs = List.copyOf(runs);
        this.sweep = sweep;
        this.parts = sweep.partIds();
        this.accuracy = bySeed(run -> run.metric("accuracy"));
        this.error = bySeed(run -> run.counted(LEADING));
        this.tradeOffs = both();
    }

    /** At least one, the latest first. */
    public List<BoardRun> runs() {
        return runs;
    }

    /** Resolved and complete by what is known today; name, tags and seeds may be those of another experiment with the same row. */
    public Map<String, Object> definition() {
        return sweep.definition();
    }

    Sweep sweep() {
        return sweep;
    }

    public BoardRun latest() {
        return runs.get(0);
    }

    /** Ids of the parts of its defense, in their order. */
    public List<String> parts() {
        return parts;
    }

    /** Number by number over the seeds, as measured. */
    public SeedSummary attacked() {
        return SeedSummary.of(runs.stream().map(BoardRun::attacked).toList());
    }

    /** Accuracy of the network by seed; empty where none was measured. */
    public Optional<SeedValues> accuracy() {
        return accuracy;
    }

    /** What counts of the attacker's error by seed; empty where it was not attacked. */
    public Optional<SeedValues> error() {
        return error;
    }

    /** Accuracy and counted error by seed, where both were measured. */
    Map<Long, TradeOff> tradeOffs() {
        return tradeOffs;
    }

    private Map<Long, TradeOff> both() {
        var both = new TreeMap<Long, TradeOff>();
        runs.forEach(run -> run.metric("accuracy")
                .ifPresent(value ->
                        run.counted(LEADING).ifPresent(counted -> both.put(run.seed(), new TradeOff(value, counted)))));
        return Collections.unmodifiableMap(both);
    }

    /** That of the seed whose attacker was judged worst: one weak attack makes the mean worth nothing. */
    public AttackAdequacy adequacy() {
        return runs.stream()
                .map(BoardRun::adequacy)
                .max(Comparator.comparingInt(adequacy -> SEVERITY.indexOf(adequacy.verdict())))
                .orElseThrow();
    }

    /** That of the seed judged worst. */
    public RunStanding standing() {
        return runs.stream()
                .map(BoardRun::standing)
                .max(Comparator.comparingInt(standing -> SEVERITY.indexOf(standing.level())))
                .orElseThrow();
    }

    private Optional<SeedValues> bySeed(Function<BoardRun, Optional<Double>> number) {
        var values = new TreeMap<Long, Double>();
        runs.forEach(
                run -> number.apply(run).filter(Double::isFinite).ifPresent(value -> values.put(run.seed(), value)));
        return values.isEmpty() ? Optional.empty() : Optional.of(new SeedValues(values));
    }
}
