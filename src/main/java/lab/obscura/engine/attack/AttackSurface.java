package lab.obscura.engine.attack;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;

/** What exists around an attacker. No attack sees it; an {@link AttackerView} hands out the part that was granted. */
public interface AttackSurface {

    /** Shape of the targets' images. */
    ImageShape image();

    /** Shape of what is sent. */
    ImageShape feature();

    /**
     * What was sent for the attacked images.
     *
     * @param repeats mean over so many transmissions of each image, each with its own draw of the defense's randomness
     */
    SentFeatures targets(int repeats);

    /** The attacker's images with their labels. */
    LabeledImages auxiliary();

    /** What the encoder answers to the attacker's images. */
    EncoderOracle queryResponses();

    /** The encoder itself; the caller closes it. */
    WhiteBoxEncoder encoder();

    /** The cloud's half; the caller closes it. */
    TailModel cloud();
}
