package lab.obscura.board.evidence;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lab.obscura.engine.defense.cem.ConditionalEntropy;
import lab.obscura.engine.defense.cem.Fusion;
import lab.obscura.engine.defense.cem.GatedAttention;
import lab.obscura.engine.defense.cem.SlotAttention;
import lab.obscura.engine.stats.PairedGain;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;

/**
 * What a row gains by conditional entropy, or a surrogate of it: over its twin, which is the same definition without that part, seed by
 * seed.
 *
 * @param twin the row without it
 * @param part id of the part that the twin lacks
 * @param seeds that both have, in rising order; the samples have a gain for each
 * @param error relative, of the attacker's error: 0.4 is 40 % more
 * @param accuracy absolute, as a share of images
 */
public record Gain(SeedRow twin, String part, List<Long> seeds, Sample error, Sample accuracy) {

    private static final Set<String> PARTS =
            Set.of(ConditionalEntropy.INFO.id(), SlotAttention.INFO.id(), GatedAttention.INFO.id(), Fusion.INFO.id());

    /** The gain of each row that has a twin, where both errors count. */
    static Map<SeedRow, Gain> among(List<SeedRow> rows, Predicate<SeedRow> counts) {
        Map<Object, SeedRow> byDefinition = new HashMap<>();
        rows.stream().filter(counts).forEach(row -> byDefinition.put(row.sweep().whole(), row));
        Map<SeedRow, Gain> gains = new IdentityHashMap<>();
        rows.stream().filter(counts).forEach(row -> of(row, byDefinition).ifPresent(gain -> gains.put(row, gain)));
        return gains;
    }

    /** Of several such parts in one defense the first that has a twin. */
    private static Optional<Gain> of(SeedRow row, Map<Object, SeedRow> byDefinition) {
        List<String> parts = row.parts();
        for (int i = 0; i < parts.size(); i++) {
            SeedRow twin =
                    PARTS.contains(parts.get(i)) ? byDefinition.get(row.sweep().withoutPart(i)) : null;
            if (twin != null) {
                return over(row, twin, parts.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Gain> over(SeedRow row, SeedRow twin, String part) {
        SeedValues with = row.error().orElseThrow();
        SeedValues base = twin.error().orElseThrow();
        Optional<Sample> accuracy =
                row.accuracy().flatMap(own -> twin.accuracy().flatMap(other -> PairedGain.absolute(own, other)));
        return PairedGain.relative(with, base)
                .flatMap(error -> accuracy.map(points -> new Gain(twin, part, with.shared(base), error, points)));
    }
}
