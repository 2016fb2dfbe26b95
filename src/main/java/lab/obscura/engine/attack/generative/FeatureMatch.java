package lab.obscura.engine.attack.generative;

import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.network.FrozenNetwork;

/**
 * How far features of generated images are from those that were received: {@code mean (f(G(h)) − z)²} for each image, summed over them.
 *
 * @param received one feature for each image
 */
record FeatureMatch(FrozenNetwork generator, WhiteBoxEncoder encoder, float[] received) {

    LossGradient at(float[] inputs) {
        float[] features = features(inputs);
        double[] losses = losses(features);
        int size = features.length / losses.length;
        float[] gradient = new float[features.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * (features[i] - received[i]) / size;
        }
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return new LossGradient(sum, generator.inputGradient(encoder.gradient(gradient)));
    }

    /** Image by image. */
    double[] each(float[] inputs) {
        return losses(features(inputs));
    }

    private float[] features(float[] inputs) {
        int count = inputs.length / generator.input().size();
        return encoder.clean(generator.forward(inputs, count), count);
    }

    private double[] losses(float[] features) {
        int size = encoder.feature().size();
        var losses = new double[features.length / size];
        for (int i = 0; i < features.length; i++) {
            double difference = features[i] - received[i];
            losses[i / size] += difference * difference / size;
        }
        return losses;
    }
}
