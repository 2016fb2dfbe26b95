package lab.obscura.engine.metric;

import java.util.function.DoubleUnaryOperator;
import lab.obscura.engine.data.ImageShape;

/**
 * The mean of a metric over batches: in each batch the mean over its images is taken, then a function is applied to it, then
 * batches are averaged with their sizes as weights.
 */
final class BatchMetric implements PaperMetric {

    private final MetricInfo info;
    private final int batchSize;
    private final Metric perImage;
    private final DoubleUnaryOperator ofBatchMean;

    BatchMetric(MetricInfo info, int batchSize, Metric perImage, DoubleUnaryOperator ofBatchMean) {
        this.info = info;
        this.batchSize = batchSize;
        this.perImage = perImage;
        this.ofBatchMean = ofBatchMean;
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
    public Tally start(ImageShape shape) {
        return new Running(shape);
    }

    private final class Running implements Tally {

        private final ImageShape shape;
        private double batchSum;
        private int inBatch;
        private double total;
        private long images;

        Running(ImageShape shape) {
            this.shape = shape;
        }

        @Override
        public void add(float[] original, float[] reconstruction) {
            batchSum += perImage.of(original, reconstruction, shape);
            inBatch++;
            if (inBatch == batchSize) {
                total += batchValue();
                images += inBatch;
                batchSum = 0;
                inBatch = 0;
            }
        }

        @Override
        public double value() {
            if (images + inBatch == 0) {
                throw new IllegalStateException("No image was added to " + info.id());
            }
            return (total + batchValue()) / (images + inBatch);
        }

        /** The batch's value times its weight. */
        private double batchValue() {
            return inBatch == 0 ? 0 : inBatch * ofBatchMean.applyAsDouble(batchSum / inBatch);
        }
    }
}
