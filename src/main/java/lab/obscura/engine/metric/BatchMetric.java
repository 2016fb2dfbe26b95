package lab.obscura.engine.metric;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import lab.obscura.engine.data.images.ImageShape;

/**
 * The mean of a metric over batches: in each batch the mean over its images is taken, then a function is applied to it, then
 * batches are averaged, with their sizes as weights or each alike.
 */
public final class BatchMetric implements PaperMetric {

    private final MetricInfo info;
    private final int batchSize;
    private final Metric perImage;
    private final DoubleUnaryOperator ofBatchMean;
    private final Weights weights;

    /** How much a short last batch counts. */
    public enum Weights {
        BY_SIZE,
        ALIKE
    }

    public BatchMetric(
            MetricInfo info, int batchSize, Metric perImage, DoubleUnaryOperator ofBatchMean, Weights weights) {
        this.info = info;
        this.batchSize = batchSize;
        this.perImage = perImage;
        this.ofBatchMean = ofBatchMean;
        this.weights = weights;
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

    @Override
    public Optional<Metric> perImage() {
        return Optional.of(perImage);
    }

    @Override
    public double of(double[] scores) {
        var running = new Running(new ImageShape(1, 1, 1)); // scores have no shape any more
        for (double score : scores) {
            running.add(score);
        }
        return running.value();
    }

    private final class Running implements Tally {

        private final ImageShape shape;
        private double batchSum;
        private int inBatch;
        private double total;
        private double weight;

        Running(ImageShape shape) {
            this.shape = shape;
        }

        @Override
        public void add(float[] original, float[] reconstruction) {
            add(perImage.of(original, reconstruction, shape));
        }

        void add(double score) {
            batchSum += score;
            inBatch++;
            if (inBatch == batchSize) {
                total += weightOfBatch() * batchValue();
                weight += weightOfBatch();
                batchSum = 0;
                inBatch = 0;
            }
        }

        @Override
        public double value() {
            if (weight + inBatch == 0) {
                throw new IllegalStateException("No image was added to " + info.id());
            }
            return (total + weightOfBatch() * batchValue()) / (weight + weightOfBatch());
        }

        private double weightOfBatch() {
            return weights == Weights.BY_SIZE ? inBatch : Math.min(1, inBatch);
        }

        private double batchValue() {
            return inBatch == 0 ? 0 : ofBatchMean.applyAsDouble(batchSum / inBatch);
        }
    }
}
