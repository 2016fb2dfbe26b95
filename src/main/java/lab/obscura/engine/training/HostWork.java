package lab.obscura.engine.training;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.network.batch.KeptImages;

/** In Java, for engines whose batches lie on the host. */
public final class HostWork implements BatchWork {

    private HostWork() {}

    /** What the engine does where its batches lie, or this where they lie on the host. */
    public static BatchWork orThatOf(Engine engine) {
        return engine.batchWork().<BatchWork>map(there -> there).orElseGet(HostWork::new);
    }

    @Override
    public Batch plus(Batch batch, List<float[]> added) {
        float[] sum = batch.values();
        for (float[] values : added) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        return Batch.of(sum, batch.shape());
    }

    @Override
    public BatchLoss crossEntropy(Batch logits, int[] labels, double smoothing, double weight) {
        CrossEntropy.Result task = CrossEntropy.of(logits.values(), labels, smoothing);
        float[] gradient = task.gradient();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= (float) weight;
        }
        var numbers = new BatchLoss.Numbers(task.loss(), task.correct());
        return new BatchLoss(Batch.of(gradient, logits.shape()), () -> numbers);
    }

    @Override
    public BatchLoss squaredError(Batch output, float[] wanted) {
        float[] gradient = output.values();
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            double difference = gradient[i] - wanted[i];
            sum += difference * difference;
            gradient[i] = (float) (2 * difference / gradient.length);
        }
        var numbers = new BatchLoss.Numbers(sum / gradient.length, 0);
        return new BatchLoss(Batch.of(gradient, output.shape()), () -> numbers);
    }

    @Override
    public Batch sum(Batch a, Batch b) {
        return plus(a, List.of(b.values()));
    }

    @Override
    public Optional<KeptImages> keep(LabeledImages images) {
        return Optional.empty();
    }

    @Override
    public int stepsBetweenLooks() {
        return 1;
    }
}
