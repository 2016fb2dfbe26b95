package lab.obscura.engine.network.spec;

import java.util.List;
import lab.obscura.engine.network.spec.Composition.Sequence;

/**
 * Layers between two places at which the parts of a defense may look.
 *
 * @param end name of the place behind them, as in {@code block 1}
 */
public record Segment(Side side, String end, NetworkSpec layers) {

    /** Where layers are computed. */
    public enum Side {
        EDGE,
        TAIL
    }

    /** Layer by layer. */
    public List<NetworkSpec> list() {
        return layers instanceof Sequence sequence ? sequence.layers() : List.of(layers);
    }
}
