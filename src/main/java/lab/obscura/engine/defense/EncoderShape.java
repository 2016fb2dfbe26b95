package lab.obscura.engine.defense;

import lab.obscura.engine.network.spec.SplitSpec;

/** Changes the layers of the edge, and those of the cloud where they must follow. */
public non-sealed interface EncoderShape extends DefensePart {

    /**
     * The changed network.
     *
     * @throws IllegalArgumentException when this network cannot be changed so; the message says why
     */
    SplitSpec reshape(SplitSpec split);
}
