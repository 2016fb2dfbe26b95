package lab.obscura.engine.defense.adversary;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.defense.adversary.Likeness.Measured;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.batch.ResidentWork;
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

    /** As {@link #learn(float[], float[], Likeness, OptimizerStep, Seeds)}, where features and images lie. */
    DoubleSupplier learn(ResidentBatch there, Likeness likeness, OptimizerStep step, Seeds dropout) {
        Batch output = decoder.forward(there.features(), Pass.train(dropout));
        Derived unlike = there.work().derive(List.of(output), (constants, at) -> {
            Quantity alike = likeness.of(constants.of(there.pixels()), at.get(0), decoder.output());
            return List.of(alike.times(-likeness.sign()), alike);
        });
        try (Batch gradient = unlike.gradient()) {
            decoder.backward(gradient, Wanted.PARAMETERS);
        }
        decoder.update(step);
        return () -> unlike.number(1);
    }

    /** As {@link #learn(float[], float[], Likeness, OptimizerStep, Seeds)} by the squared error, of features and images on the host. */
    void learn(ResidentWork work, float[] features, float[] images, OptimizerStep step, Seeds dropout) {
        try (Batch input = array(features, decoder.input())) {
            BatchLoss loss = work.squaredError(decoder.forward(input, Pass.train(dropout)), images);
            try (Batch gradient = loss.gradient()) {
                decoder.backward(gradient, Wanted.PARAMETERS);
            }
            decoder.update(step);
        }
    }

    /**
     * What the images' likeness costs, where features and images lie. The network is in EVAL mode and stays as it is.
     *
     * @param cost of the likeness, and what is to be told
     * @return the gradient at the features is the network's own: valid until its next pass
     */
    PenaltyValue judge(ResidentBatch there, Likeness likeness, Function<Quantity, List<Quantity>> cost) {
        Batch output = decoder.forward(there.features(), Pass.eval());
        Derived derived = there.work()
                .derive(
                        List.of(output),
                        (constants, at) ->
                                cost.apply(likeness.of(constants.of(there.pixels()), at.get(0), decoder.output())));
        try (Batch gradient = derived.gradient()) {
            return PenaltyValue.of(() -> derived.number(1), decoder.backward(gradient, Wanted.INPUT));
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
