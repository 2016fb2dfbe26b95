package lab.obscura.engine.training;

/** Softmax cross entropy, mean over the batch: {@code −1/n · sum_i log softmax(logits_i)[label_i]}. */
public final class CrossEntropy {

    private CrossEntropy() {}

    /**
     * @param loss mean over the batch
     * @param correct how many labels had the largest logit
     * @param gradient with respect to the logits
     */
    public record Result(double loss, int correct, float[] gradient) {}

    public static Result of(float[] logits, int[] labels) {
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
            for (int c = 0; c < classes; c++) {
                double p = Math.exp(logits[start + c] - logits[start + best]) / sum;
                gradient[start + c] = (float) ((p - (c == labels[i] ? 1 : 0)) / labels.length);
            }
            loss += Math.log(sum) - (logits[start + labels[i]] - logits[start + best]);
        }
        return new Result(loss / labels.length, correct, gradient);
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
