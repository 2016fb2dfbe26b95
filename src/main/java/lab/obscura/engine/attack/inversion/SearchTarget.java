package lab.obscura.engine.attack.inversion;

import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.training.CrossEntropy;

/** What the features of searched images are to become like. */
interface SearchTarget {

    /** How many images are searched. */
    int count();

    /**
     * The loss of these features, summed over groups of images.
     *
     * @param gradient is filled with the gradient at the features
     */
    double loss(float[] features, float[] gradient);

    /** The received features: {@code mean (f − z)²}, per image or, when joint, over the batch. */
    static SearchTarget received(SentFeatures sent, boolean isJoint) {
        return new Received(sent, isJoint);
    }

    /** What {@link #received} is. */
    record Received(SentFeatures sent, boolean isJoint) implements SearchTarget {

        @Override
        public int count() {
            return sent.count();
        }

        @Override
        public double loss(float[] features, float[] gradient) {
            double share = isJoint ? features.length : sent.shape().size();
            double sum = 0;
            for (int i = 0; i < features.length; i++) {
                double difference = features[i] - sent.values()[i];
                sum += difference * difference;
                gradient[i] = (float) (2 * difference / share);
            }
            return sum / share;
        }
    }

    /** The classes that the cloud answered: {@code −log p} of each, per image or, when joint, their mean. */
    record Classes(FrozenNetwork tail, int[] classes, boolean isJoint) implements SearchTarget {

        /** Those of received features. */
        static Classes answered(FrozenNetwork tail, SentFeatures sent, boolean isJoint) {
            float[] logits = tail.forward(sent.values(), sent.count());
            int each = tail.output().size();
            int[] classes = new int[sent.count()];
            for (int i = 0; i < logits.length; i++) {
                int best = i / each * each + classes[i / each];
                classes[i / each] = logits[i] > logits[best] ? i % each : classes[i / each];
            }
            return new Classes(tail, classes, isJoint);
        }

        @Override
        public int count() {
            return classes.length;
        }

        @Override
        public double loss(float[] features, float[] gradient) {
            var answer = CrossEntropy.of(tail.forward(features, classes.length), classes);
            int images = isJoint ? 1 : classes.length;
            float[] atLogits = answer.gradient();
            for (int i = 0; i < atLogits.length; i++) {
                atLogits[i] *= images;
            }
            float[] back = tail.inputGradient(atLogits);
            System.arraycopy(back, 0, gradient, 0, back.length);
            return answer.loss() * images;
        }
    }
}
