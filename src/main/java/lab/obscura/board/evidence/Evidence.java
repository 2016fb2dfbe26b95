package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;

/**
 * What the runs of a board prove. There are two lists, which are never mixed: families of strengths, each read at the accuracy of the
 * undefended network less some points, and rows of a single strength that are no more than two points less accurate than it.
 */
public final class Evidence {

    private final List<SeedRow> rows;
    private final List<Family> families;
    private final Flaws flaws;
    private final Reference reference;
    private final OptionalDouble chance;
    private final double points;
    private final Map<SeedRow, Family> familyOf = new IdentityHashMap<>();
    private final Map<Family, MatchedReading> readings = new IdentityHashMap<>();
    private final Map<SeedRow, List<NotRanked>> ofRows = new IdentityHashMap<>();
    private final Ranking<Family> familyRanking;
    private final Ranking<SeedRow> rowRanking;
    private final Map<SeedRow, Gain> gains;

    /**
     * @param runs of each definition and seed one
     * @param definitions by row hash; runs without one are left out
     * @param chance accuracy of guessing the class; empty where the number of classes is unknown
     * @param points by how much less than the undefended accuracy families are read, in hundredths
     */
    public Evidence(List<BoardRun> runs, Map<String, Sweep> definitions, OptionalDouble chance, double points) {
        this.rows = byDefinition(runs, definitions);
        this.chance = chance;
        this.points = points;
        this.flaws = new Flaws(rows, chance);
        this.reference = new Reference(rows);
        this.families = Family.among(rows);
        families.forEach(family -> family.strengths().forEach(strength -> familyOf.put(strength.row(), family)));
        families.forEach(family -> readings.put(family, new MatchedReading(family, reference, this::counts)));
        rows.forEach(row -> ofRows.put(row, whyNot(row)));
        this.familyRanking = new Ranking<>(familyErrors());
        this.rowRanking = new Ranking<>(rowErrors());
        this.gains = Gain.among(rows, this::counts);
    }

    /** All rows, those with the latest runs first. */
    public List<SeedRow> rows() {
        return rows;
    }

    public List<Family> families() {
        return families;
    }

    public Reference reference() {
        return reference;
    }

    public Optional<Family> family(SeedRow row) {
        return Optional.ofNullable(familyOf.get(row));
    }

    /** Empty where {@link #notRanked} says why. */
    public OptionalInt rank(SeedRow row) {
        return rowRanking.rank(row);
    }

    public OptionalInt rank(Family family) {
        return familyRanking.rank(family);
    }

    /** The row of rank 1 whose error is most private; empty where none has a rank. */
    public Optional<SeedRow> bestRow() {
        return rowRanking.best();
    }

    /** The same of families. */
    public Optional<Family> bestFamily() {
        return familyRanking.best();
    }

    /** The worst reason first; empty where it is ranked. */
    public List<NotRanked> notRanked(SeedRow row) {
        return ofRows.get(row);
    }

    public List<NotRanked> notRanked(Family family) {
        return readings.get(family).flaws(points);
    }

    /** Share of bootstrap draws in which it has each place of its list; empty where the list shares fewer than five seeds. */
    public List<Double> stability(SeedRow row) {
        return rowRanking.stability(row);
    }

    public List<Double> stability(Family family) {
        return familyRanking.stability(family);
    }

    /** The error of a family at the undefended accuracy less so many points; empty where it is not read. */
    public Optional<SeedValues> read(Family family, double atPoints) {
        return readings.get(family).at(atPoints);
    }

    public Optional<Gain> gain(SeedRow row) {
        return Optional.ofNullable(gains.get(row));
    }

    /** What a reader should know of a row, ranked or not. */
    public List<String> flags(SeedRow row) {
        return flaws.flags(row);
    }

    /** What a constant guess scores on the images of most rows, as the latest run on them says; empty for runs that say nothing. */
    public Map<String, Double> constantGuess() {
        Map<String, Double> guesses = new LinkedHashMap<>();
        rows.stream()
                .flatMap(row -> row.runs().stream())
                .filter(run -> run.images().equals(flaws.images()))
                .max(Comparator.comparing(BoardRun::finishedAt))
                .ifPresent(run -> Metrics.columns()
                        .forEach(metric -> run.attacked(metric.constantGuess())
                                .ifPresent(score -> guesses.put(metric.id(), score))));
        return guesses;
    }

    /** Empty where chance or the constant guess is unknown. */
    public Optional<FrontOfRows> front() {
        Optional<Double> guess =
                Optional.ofNullable(constantGuess().get(SeedRow.LEADING.id())).filter(error -> error > 0);
        return chance.isEmpty()
                ? Optional.empty()
                : guess.map(error ->
                        new FrontOfRows(rows.stream().filter(this::counts).toList(), chance.getAsDouble(), error));
    }

    /** Whether its errors take part in curves, gains and the front. */
    private boolean counts(SeedRow row) {
        return flaws.of(row).stream().noneMatch(NotRanked::isWorthless);
    }

    private List<NotRanked> whyNot(SeedRow row) {
        List<NotRanked> reasons = new ArrayList<>(flaws.of(row));
        if (family(row).isPresent()) {
            reasons.add(NotRanked.of(
                    NotRanked.Reason.IN_FAMILY,
                    "a strength of " + family(row).get().setting() + ": its family is ranked, at matched accuracy"));
            return reasons;
        }
        OptionalDouble least = reference.leastAccuracy();
        double accuracy =
                row.accuracy().map(SeedValues::sample).map(Sample::mean).orElse(0.0);
        if (least.isEmpty()) {
            reasons.add(NotRanked.of(
                    NotRanked.Reason.NO_REFERENCE,
                    "no undefended network to compare accuracies with: run one on this board"));
        } else if (accuracy < least.getAsDouble()) {
            reasons.add(NotRanked.of(
                    NotRanked.Reason.OTHER_ACCURACY,
                    "more than 2 points less accurate than the undefended network: run more strengths of it"));
        }
        return reasons;
    }

    private Map<Family, SeedValues> familyErrors() {
        Map<Family, SeedValues> errors = new IdentityHashMap<>();
        families.stream()
                .filter(family -> notRanked(family).isEmpty())
                .forEach(family -> errors.put(family, read(family, points).orElseThrow()));
        return errors;
    }

    private Map<SeedRow, SeedValues> rowErrors() {
        Map<SeedRow, SeedValues> errors = new IdentityHashMap<>();
        rows.stream()
                .filter(row -> notRanked(row).isEmpty())
                .forEach(row -> errors.put(row, row.error().orElseThrow()));
        return errors;
    }

    private static List<SeedRow> byDefinition(List<BoardRun> runs, Map<String, Sweep> definitions) {
        return runs.stream()
                .filter(run -> definitions.containsKey(run.rowHash()))
                .sorted(Comparator.comparing(BoardRun::finishedAt).reversed())
                .collect(Collectors.groupingBy(BoardRun::rowHash, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(row -> new SeedRow(row.getValue(), definitions.get(row.getKey())))
                .toList();
    }
}
