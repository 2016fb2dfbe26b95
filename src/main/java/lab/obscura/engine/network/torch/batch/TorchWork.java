package lab.obscura.engine.network.torch.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.BatchLoss.Numbers;
import lab.obscura.engine.network.batch.BlockRule;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Formula;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.batch.SimilarityRule;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.UnreadNumbers;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What steps do with batches that stay in libtorch's memory. Nothing here waits for a card. */
public final class TorchWork implements ResidentWork {

    /** A look empties what a card was asked to do, a fraction of a millisecond's work; the curves need one per epoch. */
    private static final int STEPS_BETWEEN_LOOKS = 20;

    /** As {@code CrossEntropy} holds it. */
    private static final double LOWEST_LOGARITHM = -20;

    private final Device device;
    private final UnreadNumbers unread;

    /** @param unread of the engine: whoever reads a loss brings all numbers that nobody has asked for yet */
    public TorchWork(Device device, UnreadNumbers unread) {
        this.device = device;
        this.unread = unread;
    }

    @Override
    public Batch plus(Batch batch, List<float[]> added) {
        return Scope.quiet(() -> {
            Tensor sum = HostTensors.input(batch, device);
            for (float[] values : added) {
                sum = sum.add(uploaded(values, batch));
            }
            return TorchBatch.of(sum);
        });
    }

    @Override
    public BatchLoss crossEntropy(Batch logits, int[] labels, double smoothing, double weight) {
        int n = labels.length;
        long classes = logits.shape().size();
        return Scope.quiet(() -> {
            Tensor all = HostTensors.input(logits, device).view(n, classes).to(ScalarType.Double);
            Tensor right = Uploads.indices(labels, device, n);
            Tensor logarithms = torch.log_softmax(all, 1);
            Tensor targets = torch.one_hot(right, classes)
                    .to(ScalarType.Double)
                    .mul(new Scalar(1 - smoothing))
                    .add(new Scalar(smoothing / classes));
            Tensor counted = logarithms;
            Tensor moving = targets;
            if (smoothing < 0) {
                Tensor held = logarithms.lt(new Scalar(LOWEST_LOGARITHM));
                counted = logarithms.masked_fill(held, new Scalar(LOWEST_LOGARITHM));
                moving = targets.masked_fill(held, new Scalar(0.0));
            }
            Tensor loss = targets.mul(counted).sum().mul(new Scalar(-1.0 / n));
            Tensor gradient = logarithms
                    .exp()
                    .mul(moving.sum(new long[] {1}, true, new ScalarTypeOptional()))
                    .sub(moving)
                    .mul(new Scalar(weight / n));
            Tensor correct = all.argmax(new LongOptional(1), false).eq(right).sum();
            var numbers =
                    new TensorVector(loss.view(1), correct.to(ScalarType.Double).view(1));
            return new BatchLoss(
                    TorchBatch.of(gradient.to(device.precision()).view(n, classes, 1, 1)), kept(torch.cat(numbers)));
        });
    }

    @Override
    public BatchLoss squaredError(Batch output, float[] wanted) {
        return Scope.quiet(() -> {
            Tensor difference = HostTensors.input(output, device).sub(uploaded(wanted, output));
            Tensor loss = difference.square().mean(new ScalarTypeOptional(ScalarType.Double));
            var numbers = new TensorVector(loss.view(1), torch.zeros_like(loss).view(1));
            return new BatchLoss(
                    TorchBatch.of(difference.mul(new Scalar(2.0 / wanted.length))), kept(torch.cat(numbers)));
        });
    }

    /** Loss and right labels of a batch, rounded to float32 as losses always were. */
    private Supplier<Numbers> kept(Tensor numbers) {
        Supplier<double[]> both = unread.kept(numbers);
        return () -> new Numbers((float) both.get()[0], (int) Math.round(both.get()[1]));
    }

    private Tensor uploaded(float[] values, Batch like) {
        return HostTensors.uploaded(values, like.shape(), device);
    }

    @Override
    public Batch sum(Batch a, Batch b) {
        return Scope.quiet(() -> TorchBatch.of(HostTensors.input(a, device).add(HostTensors.input(b, device))));
    }

    @Override
    public KeptCenters keepCenters(float[] centers, int size) {
        return new TorchCenters(centers, size, device);
    }

    @Override
    public List<double[]> squaredDistances(List<PlacedSamples> sets) {
        return new TorchPairs(device).squaredDistances(sets);
    }

    @Override
    public Batch pulledTogether(Batch samples, double[] weights) {
        return new TorchPairs(device).pulledTogether(samples, weights);
    }

    @Override
    public Batch product(Batch a, Batch b) {
        return Scope.quiet(() -> TorchBatch.of(HostTensors.input(a, device).mul(HostTensors.input(b, device))));
    }

    @Override
    public Batch ofLargest(Batch batch, int dropped) {
        ImageShape shape = batch.shape();
        return Scope.quiet(() -> {
            Tensor rows = HostTensors.input(batch, device).permute(0, 2, 3, 1).reshape(batch.count(), shape.size());
            Tensor smallest = torch.argsort(rows.abs(), true, 1, false).narrow(1, 0, dropped);
            Tensor kept = torch.ones_like(rows).scatter_(1, smallest, new Scalar(0.0));
            return TorchBatch.of(kept.view(batch.count(), shape.height(), shape.width(), shape.channels())
                    .permute(0, 3, 1, 2));
        });
    }

    @Override
    public Derived derive(List<Batch> at, Formula formula) {
        return new TorchFormula(device, unread).derive(at, formula);
    }

    @Override
    public KeptPictures keepPictures(ImageShape shape) {
        return new TorchPictures(shape, device);
    }

    @Override
    public PairScores compare(Batch images, Batch others, SimilarityRule rule) {
        return new Likenesses(device).compare(images, others, rule);
    }

    @Override
    public double[] compareBlocks(Batch images, Batch others, BlockRule rule) {
        return new Likenesses(device).compareBlocks(images, others, rule);
    }

    @Override
    public Optional<KeptImages> keep(LabeledImages images) {
        return Optional.of(new TorchImages(images, device));
    }

    @Override
    public int stepsBetweenLooks() {
        return STEPS_BETWEEN_LOOKS;
    }
}
