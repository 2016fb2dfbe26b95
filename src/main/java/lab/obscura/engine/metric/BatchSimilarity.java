package lab.obscura.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.BlockRule;

/**
 * Structural similarity as the SiftFunnel paper computes it: its library slides a uniform window of 7 × 7 × 7 over batch, rows and
 * columns, so neighboring images of a batch mix. Sample moments (n − 1), border of 3 left out on all sides, mean over channels.
 * A last batch of fewer than 7 images has no window and is left out.
 */
public final class BatchSimilarity implements PaperMetric {

    private static final int WINDOW = 7;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private final MetricInfo info;
    private final int batchSize;

    public BatchSimilarity(MetricInfo info, int batchSize) {
        this.info = info;
        this.batchSize = batchSize;
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public boolean fits(ImageShape shape, int images) {
        return images >= WINDOW && shape.height() >= WINDOW && shape.width() >= WINDOW;
    }

    @Override
    public Tally start(ImageShape shape) {
        return new Running(shape);
    }

    @Override
    public Optional<BlockRule> blocks() {
        return Optional.of(new BlockRule(batchSize, WINDOW, C1, C2));
    }

    private final class Running implements Tally {

        private final ImageShape shape;
        private final List<float[]> originals = new ArrayList<>();
        private final List<float[]> reconstructions = new ArrayList<>();
        private double sum;
        private int batches;

        Running(ImageShape shape) {
            this.shape = shape;
        }

        @Override
        public void add(float[] original, float[] reconstruction) {
            originals.add(original);
            reconstructions.add(reconstruction);
            if (originals.size() == batchSize) {
                closeBatch();
            }
        }

        private void closeBatch() {
            if (originals.size() >= WINDOW) {
                sum += ofBatch(originals, reconstructions, shape);
                batches++;
            }
            originals.clear();
            reconstructions.clear();
        }

        @Override
        public double value() {
            boolean another = originals.size() >= WINDOW;
            if (batches == 0 && !another) {
                throw new IllegalStateException(info.id() + " needs 7 images or more");
            }
            double last = another ? ofBatch(originals, reconstructions, shape) : 0;
            return (sum + last) / (batches + (another ? 1 : 0));
        }
    }

    private static double ofBatch(List<float[]> originals, List<float[]> reconstructions, ImageShape shape) {
        double sum = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            sum += ofChannel(volume(originals, shape, channel), volume(reconstructions, shape, channel), new int[] {
                originals.size(), shape.height(), shape.width()
            });
        }
        return sum / shape.channels();
    }

    /** One channel of all images: image, row, column. */
    private static double[] volume(List<float[]> images, ImageShape shape, int channel) {
        int places = shape.height() * shape.width();
        double[] volume = new double[images.size() * places];
        for (int i = 0; i < volume.length; i++) {
            volume[i] = images.get(i / places)[i % places * shape.channels() + channel];
        }
        return volume;
    }

    private static double ofChannel(double[] a, double[] b, int[] size) {
        double[] meanA = windowMeans(a, size);
        double[] meanB = windowMeans(b, size);
        double[] squareA = windowMeans(product(a, a), size);
        double[] squareB = windowMeans(product(b, b), size);
        double[] both = windowMeans(product(a, b), size);
        double count = WINDOW * WINDOW * WINDOW;
        double sample = count / (count - 1);
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double varianceA = sample * (squareA[i] - meanA[i] * meanA[i]);
            double varianceB = sample * (squareB[i] - meanB[i] * meanB[i]);
            double covariance = sample * (both[i] - meanA[i] * meanB[i]);
            double likeness = (2 * meanA[i] * meanB[i] + C1) * (2 * covariance + C2);
            sum += likeness / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
        }
        return sum / meanA.length;
    }

    private static double[] product(double[] a, double[] b) {
        double[] values = a.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= b[i];
        }
        return values;
    }

    /** Means over all windows that lie inside. */
    private static double[] windowMeans(double[] a, int[] size) {
        double[] values = a;
        int[] left = size.clone();
        for (int axis = 0; axis < left.length; axis++) {
            values = slid(values, left, axis);
            left[axis] -= WINDOW - 1;
        }
        return values;
    }

    /** Means of seven neighbors along one axis. */
    private static double[] slid(double[] values, int[] size, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < size.length; i++) {
            inner *= size[i];
        }
        int length = size[axis] - WINDOW + 1;
        int outer = values.length / (inner * size[axis]);
        double[] means = new double[outer * length * inner];
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < length; k++) {
                for (int step = 0; step < WINDOW; step++) {
                    int from = (o * size[axis] + k + step) * inner;
                    int to = (o * length + k) * inner;
                    for (int i = 0; i < inner; i++) {
                        means[to + i] += values[from + i];
                    }
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= WINDOW; // once, not for each neighbor
        }
        return means;
    }
}
