package lab.obscura.engine.defense.adversary;

import lab.obscura.engine.data.images.Attributes;

/**
 * How well attributes are guessed: softmax cross entropy, mean over the images.
 *
 * @param value in nats
 * @param accuracy share of images whose attribute had the largest output
 * @param gradient at the outputs
 */
public record AttributeLoss(double value, double accuracy, float[] gradient) {

    /** @param logits as many per image as the attribute has values */
    public static AttributeLoss of(float[] logits, Attributes attributes) {
        int[] values = attributes.values();
        int kinds = attributes.names().size();
        float[] gradient = new float[logits.length];
        double loss = 0;
        double correct = 0;
        for (int i = 0; i < values.length; i++) {
            int best = 0;
            for (int k = 1; k < kinds; k++) {
                best = logits[i * kinds + k] > logits[i * kinds + best] ? k : best;
            }
            double sum = 0;
            for (int k = 0; k < kinds; k++) {
                sum += Math.exp((double) logits[i * kinds + k] - logits[i * kinds + best]);
            }
            loss += Math.log(sum) - ((double) logits[i * kinds + values[i]] - logits[i * kinds + best]);
            correct += best == values[i] ? 1 : 0;
            for (int k = 0; k < kinds; k++) {
                double share = Math.exp((double) logits[i * kinds + k] - logits[i * kinds + best]) / sum;
                gradient[i * kinds + k] = (float) ((share - (k == values[i] ? 1 : 0)) / values.length);
            }
        }
        return new AttributeLoss(loss / values.length, correct / values.length, gradient);
    }

    /** Of the frequencies of an attribute, in nats: the loss of whoever knows these and nothing else. */
    public static double entropy(Attributes attributes) {
        double entropy = 0;
        for (double share : shares(attributes)) {
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }

    /** The share of the commonest value: the accuracy of whoever always names that. */
    public static double commonest(Attributes attributes) {
        double most = 0;
        for (double share : shares(attributes)) {
            most = Math.max(most, share);
        }
        return most;
    }

    private static double[] shares(Attributes attributes) {
        double[] shares = new double[attributes.names().size()];
        for (int value : attributes.values()) {
            shares[value] += 1.0 / attributes.values().length;
        }
        return shares;
    }
}
