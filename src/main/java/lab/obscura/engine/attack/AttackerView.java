package lab.obscura.engine.attack;

import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.seed.Seeds;

/**
 * All that one attacker may see: the features that it intercepted, its own images, and the encoder's answers to them. The
 * encoder itself is not in here.
 *
 * @param image shape of the victims' images
 * @param feature shape of what is sent
 * @param victims what was sent for the attacked images, one draw of the defense's randomness each
 * @param own the attacker's images
 * @param answers what the encoder sends for the attacker's images
 * @param engine builds the attacker's networks
 * @param seeds the attacker's randomness
 */
public record AttackerView(
        ImageShape image,
        ImageShape feature,
        SentFeatures victims,
        LabeledImages own,
        Answers answers,
        Engine engine,
        Seeds seeds) {

    /**
     * Intercepted features.
     *
     * @param values image after image
     */
    public record SentFeatures(ImageShape shape, float[] values) {

        public int count() {
            return values.length / shape.size();
        }
    }
}
