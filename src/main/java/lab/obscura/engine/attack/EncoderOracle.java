package lab.obscura.engine.attack;

import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.seed.Seeds;

/** What the encoder answers to the attacker's own images. Every call redraws the defense's randomness. */
public interface EncoderOracle {

    /**
     * Features as they would be sent, to whoever does not know more of the defense than the papers' attackers: transforms say
     * whether they act here.
     *
     * @param images places in the attacker's images
     * @param seeds of this draw
     * @return images × height × width × channels; the caller closes it
     */
    Batch sent(int[] images, Seeds seeds);

    /** The same without the defense's random transforms, for an attacker that does not know of them. */
    Batch clean(int[] images);

    /** Features exactly as a target's device sends them: for an attacker that adapts to the defense. */
    Batch transmitted(int[] images, Seeds seeds);
}
