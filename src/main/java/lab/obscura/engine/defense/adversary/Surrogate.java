package lab.obscura.engine.defense.adversary;

import java.util.Arrays;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.adversary.Likeness.Measured;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/** The defender's own attacker: a decoder from features to images. */
public record Surrogate(Network decoder) {

    private static final int JUDGED_AT_ONCE = 256;

    /** The network of that name in a part's state; drawn Xavier-uniformly when it is new. */
    public static Surrogate in(PartState state, String name, String decoder, ImageShape feature, ImageShape image) {
        return new Surrogate(state.network(name, spec(decoder, feature, image), feature));
    }

    public static NetworkSpec spec(String decoder, ImageShape feature, ImageShape image) {
        return Decoders.named(decoder, feature, image).drawn(NetworkSpec.Init.XAVIER_UNIFORM);
    }

    /** One step towards images that are more alike. Returns how alike they were before it. */
    public double learn(float[] features, float[] images, Likeness likeness, OptimizerStep step, Seeds dropout) {
        try (Batch input = array(features, decoder.input())) {
            Batch output = decoder.forward(input, Pass.train(dropout));
            Measured measured = likeness.measure(images, output.values(), decoder.output());
            float[] gradient = measured.gradient();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) (gradient[i] * -likeness.sign());
            }
            try (Batch outputGradient = Batch.of(gradient, output.shape())) {
                decoder.backward(outputGradient, Wanted.PARAMETERS);
            }
            decoder.update(step);
            return measured.value();
        }
    }

    /** How alike the images are, with the gradient at the features. The network is in EVAL mode and stays as it is. */
    public Measured judge(float[] features, float[] images, Likeness likeness) {
        try (Batch input = array(features, decoder.input())) {
            Batch output = decoder.forward(input, Pass.eval());
            Measured measured = likeness.measure(images, output.values(), decoder.output());
            try (Batch outputGradient = Batch.of(measured.gradient(), output.shape())) {
                Batch inputGradient = decoder.backward(outputGradient, Wanted.INPUT);
                return new Measured(measured.value(), inputGradient.values());
            }
        }
    }

    /** For each value of the features, the direction in which the rebuilt images become less alike: −1, 0 or 1. */
    float[] directionsOfHarm(float[] features, float[] images, Likeness likeness) {
        int feature = decoder.input().size();
        int image = decoder.output().size();
        int count = features.length / feature;
        float[] signs = new float[features.length];
        for (int from = 0; from < count; from += JUDGED_AT_ONCE) {
            int to = Math.min(count, from + JUDGED_AT_ONCE);
            float[] derivatives = judge(
                            Arrays.copyOfRange(features, from * feature, to * feature),
                            Arrays.copyOfRange(images, from * image, to * image),
                            likeness)
                    .gradient();
            for (int i = 0; i < derivatives.length; i++) {
                signs[from * feature + i] = (float) (-likeness.sign() * Math.signum(derivatives[i]));
            }
        }
        return signs;
    }

    private static Batch array(float[] values, ImageShape shape) {
        return Batch.of(values, shape);
    }
}
