package lab.obscura.board.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.obscura.engine.stats.MatchedAccuracy;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.engine.stats.TradeOff;
import lab.obscura.engine.stats.TradeOffCurve;

/** A family as curves, one per seed, through those of its strengths whose errors count. */
final class MatchedReading {

    private final Reference reference;
    private final long strengths;
    private final Map<Long, TradeOffCurve> curves = new TreeMap<>();

    /** A seed with a single strength has no curve. */
    MatchedReading(Family family, Reference reference, Predicate<SeedRow> counts) {
        this.reference = reference;
        List<Map<Long, TradeOff>> usable = family.strengths().stream()
                .map(Family.Strength::row)
                .filter(counts)
                .map(SeedRow::tradeOffs)
                .toList();
        this.strengths = usable.size();
        usable.stream()
                .flatMap(row -> row.entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .forEach((seed, points) -> {
                    if (points.size() > 1) {
                        curves.put(seed, new TradeOffCurve(points));
                    }
                });
    }

    /** The error by seed at the undefended accuracy less so many points; empty where that is not read. */
    Optional<SeedValues> at(double points) {
        OptionalDouble target = reference.target(points);
        return target.isEmpty() ? Optional.empty() : MatchedAccuracy.read(curves, target.getAsDouble());
    }

    /** Why it has no rank at that many points; empty when it can have one. */
    List<NotRanked> flaws(double points) {
        if (strengths < 2) {
            return List.of(NotRanked.of(
                    NotRanked.Reason.FEW_STRENGTHS,
                    "fewer than two strengths whose errors count: see what speaks against its rows"));
        }
        if (curves.size() < 2) {
            return List.of(NotRanked.of(
                    NotRanked.Reason.ONE_SEED,
                    "fewer than two seeds have two strengths or more: run its strengths with the same seeds"));
        }
        if (reference.target(points).isEmpty()) {
            return List.of(NotRanked.of(
                    NotRanked.Reason.NO_REFERENCE,
                    "the accuracy of the undefended network is unknown, or less exactly than " + text(points)
                            + " points: run it with more seeds, or read at more points"));
        }
        return at(points).isPresent()
                ? List.of()
                : List.of(NotRanked.of(
                        NotRanked.Reason.NOT_REACHED,
                        "not every seed reaches the undefended accuracy less " + text(points)
                                + " points between two strengths: run weaker or stronger ones"));
    }

    private static String text(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    }
}
