package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an attacker may see beyond the features that it intercepts ({@code docs/threat-models.md}). */
public record ThreatModel(Set<Access> granted) {

    /** Decoder attacks: pairs of own images and the encoder's answers. */
    public static final ThreatModel BLACK_BOX = of(Access.QUERIES, Access.AUXILIARY_IMAGES);

    /** Optimizing attacks: gradients through the encoder, no images. */
    public static final ThreatModel WHITE_BOX = of(Access.WEIGHTS);

    public ThreatModel {
        var ordered = EnumSet.noneOf(Access.class);
        ordered.addAll(granted);
        granted = Collections.unmodifiableSet(ordered);
    }

    public static ThreatModel of(Access... granted) {
        return new ThreatModel(Set.of(granted));
    }

    public boolean grants(Access access) {
        return granted.contains(access);
    }

    /** What this attacker lacks for an attack with those needs. */
    public List<Access> lacking(ThreatModel needs) {
        return Arrays.stream(Access.values())
                .filter(access -> needs.grants(access) && !grants(access))
                .toList();
    }

    /** Names as in a definition. */
    public List<String> ids() {
        return granted.stream().map(Access::id).toList();
    }
}
