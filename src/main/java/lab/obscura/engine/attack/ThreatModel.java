package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lab.obscura.engine.settings.EnumId;

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

    /** How much of the network attackers have, in three steps: whoever has more may do all that those with less do. */
    public enum Level {
        /** Features, and the device's answers to pictures of its own. */
        BLACK_BOX,
        /** The cloud's half with its weights as well. */
        GRAY_BOX,
        /** The weights of the encoder as well. */
        WHITE_BOX;

        /** Whether an attack with those needs is possible at this level. */
        public boolean admits(ThreatModel needs) {
            return switch (this) {
                case BLACK_BOX -> !needs.grants(Access.WEIGHTS) && !needs.grants(Access.TAIL);
                case GRAY_BOX -> !needs.grants(Access.WEIGHTS);
                case WHITE_BOX -> true;
            };
        }

        /** As in answers and addresses, as in {@code white-box}. */
        public String id() {
            return EnumId.of(this);
        }

        /** All of them, the weakest first. */
        public static List<String> levels() {
            return Arrays.stream(values()).map(Level::id).toList();
        }
    }
}
