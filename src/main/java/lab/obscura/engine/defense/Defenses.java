package lab.obscura.engine.defense;

import static lab.obscura.engine.defense.PartCatalogue.entry;

import lab.obscura.engine.defense.parts.GaussianNoise;
import lab.obscura.engine.defense.parts.entropy.ConditionalEntropy;
import lab.obscura.engine.defense.parts.entropy.GatedAttention;

/** The catalogue of defense parts. A new part is one class in {@code parts} and one line here. */
public final class Defenses {

    private static final PartCatalogue PARTS = PartCatalogue.of(
            entry(GaussianNoise.INFO, GaussianNoise::new),
            entry(ConditionalEntropy.INFO, ConditionalEntropy::new),
            entry(GatedAttention.INFO, GatedAttention::new));

    private Defenses() {}

    public static PartCatalogue parts() {
        return PARTS;
    }
}
