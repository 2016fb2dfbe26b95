package lab.obscura.board.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.obscura.engine.stats.MatchedAccuracy;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;

/**
 * The undefended network of a board, which says what accuracy a defense may be expected to have. Of several undefended rows, as with
 * other trainings, the most accurate one with two seeds or more: it asks most of the defenses.
 */
public final class Reference {

    /** Offsets at which families are read, in points: hundredths of the accuracy. */
    public static final List<Double> OFFSETS = List.of(0.5, 1.0, 2.0, 5.0);

    /** Rows of a single strength may be so many points less accurate than the undefended network. */
    private static final double BAND = 2;

    private final Optional<SeedRow> row;
    private final Optional<Sample> accuracy;

    Reference(List<SeedRow> rows) {
        this.row = rows.stream()
                .filter(candidate -> candidate.parts().isEmpty())
                .filter(candidate -> candidate.accuracy().isPresent())
                .max(Comparator.<SeedRow, Boolean>comparing(
                                candidate -> sample(candidate).n() > 1)
                        .thenComparing(candidate -> sample(candidate).mean()));
        this.accuracy = row.map(Reference::sample);
    }

    private static Sample sample(SeedRow row) {
        return row.accuracy().map(SeedValues::sample).orElseThrow();
    }

    public Optional<SeedRow> row() {
        return row;
    }

    /** The accuracy at which families are read; empty where the undefended one is unknown, or not known that exactly. */
    OptionalDouble target(double points) {
        return accuracy.map(sample -> new MatchedAccuracy(sample).target(points / 100))
                .orElse(OptionalDouble.empty());
    }

    /** The accuracy that a row of a single strength needs; empty without an undefended row. */
    OptionalDouble leastAccuracy() {
        return accuracy.map(sample -> OptionalDouble.of(sample.mean() - BAND / 100))
                .orElse(OptionalDouble.empty());
    }
}
