package lab.obscura.engine.defense;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.Seeds;

/** What the trainer lends a part outside the steps: images with the encoder's answers, and the cloud's judgement. */
public interface TrainingAccess {

    /** Where images come from. */
    enum Source {
        /** What the network is trained on, not augmented. */
        TRAINING,
        /** The first nine tenths of the test images. */
        TEST
    }

    /**
     * What the cloud makes of features.
     *
     * @param loss mean cross entropy
     * @param gradient of the loss with respect to what was sent
     */
    record Judgement(double loss, float[] gradient) {}

    int count(Source source);

    ImageShape image();

    ImageShape feature();

    /** Images at these places, with the answers of the encoder in EVAL mode, sent as in training with these seeds. */
    FeatureBatch ask(Source source, int[] places, Seeds seeds);

    /**
     * The encoder's way back in EVAL mode; it is not changed.
     *
     * @param atFeatures gradients at the clean features of these images
     * @return the gradients at their pixels
     */
    float[] pixelGradient(Source source, int[] places, float[] atFeatures);

    /** The cloud in EVAL mode; it is not changed. */
    Judgement judge(float[] sent, int[] labels);

    /** Randomness of this training. */
    Seeds seeds();

    /** To be called once per iteration; ends the run when somebody asked for it. */
    void checkStop();
}
