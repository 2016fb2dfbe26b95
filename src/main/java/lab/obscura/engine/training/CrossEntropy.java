package lab.obscura.engine.training;

/** Softmax cross entropy, mean over the batch: {@code −1/n · sum_i log softmax(logits_i)[label_i]}. */
public final class CrossEntropy {

    private static final double LOWEST_LOGARITHM = -20;

    private CrossEntropy() {}

    /**
     * @param loss mean over the batch
     * @param correct how many labels had the largest logit
     * @param gradient with respect to the logits
     */
    public record Result(double loss, int correct, float[] gradient) {}

    public static Result of(float[] logits, int[] labels) {
        return of(logits, labels, 0);
    }

    /**
     * Towards softened labels: {@code −1/n · sum_i sum_c q_ic log p_ic} with {@code q = (1 − a) · onehot + a/C}. For negative a the log
     * of a probability counts as no less than −20, and does not move beyond.
     *
     * @param smoothing a
     */
    public static Result of(float[] logits, int[] labels, double smoothing) {
        int classes = logits.length / labels.length;
        float[] gradient = new float[logits.length];
        double loss = 0;
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int start = i * classes;
            int best = largest(logits, start, classes);
            correct += best == labels[i] ? 1 : 0;
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logits[start + c] - logits[start + best]);
            }
            double moving = 0; // the targets of all classes whose log p is not held
            for (int c = 0; c < classes; c++) {
                double target = target(c == labels[i], smoothing, classes);
                double logarithm = logits[start + c] - logits[start + best] - Math.log(sum);
                boolean held = smoothing < 0 && logarithm < LOWEST_LOGARITHM;
                loss -= target == 0 ? 0 : target * (held ? LOWEST_LOGARITHM : logarithm);
                moving += held ? 0 : target;
                gradient[start + c] = (float) (held ? 0 : -target);
            }
            for (int c = 0; c < classes; c++) {
                double p = Math.exp(logits[start + c] - logits[start + best]) / sum;
                gradient[start + c] = (float) ((moving * p + gradient[start + c]) / labels.length);
            }
        }
        return new Result(loss / labels.length, correct, gradient);
    }

    private static double target(boolean ofLabel, double smoothing, int classes) {
        return (ofLabel ? 1 - smoothing : 0) + smoothing / classes;
    }

    private static int largest(float[] values, int start, int count) {
        int best = 0;
        for (int c = 1; c < count; c++) {
            if (values[start + c] > values[start + best]) {
                best = c;
            }
        }
        return best;
    }
}
