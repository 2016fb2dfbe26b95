package lab.obscura.engine.network.torch.batch;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Centers in libtorch's memory, one per row. */
final class TorchCenters implements KeptCenters {

    private final Device device;
    private final Tensor centers;

    TorchCenters(float[] values, int size, Device device) {
        this.device = device;
        this.centers = Scope.quiet(() -> OwnedTensor.from(Uploads.of(values, device, values.length / size, size)));
    }

    @Override
    public float[] squaredDistances(Batch batch, int[] first, int count) {
        int[] asked = IntStream.range(0, first.length * count)
                .map(i -> Math.max(0, first[i / count]) + i % count)
                .toArray();
        float[] distances = Scope.quiet(() -> {
            Tensor examples = rows(batch);
            Tensor own = chosen(asked).view(examples.size(0), count, examples.size(1));
            // Added up in float64: a variance is a small difference of large numbers' sum.
            return HostCopies.values(examples.unsqueeze(1)
                    .sub(own)
                    .square()
                    .sum(new long[] {2}, false, new ScalarTypeOptional(ScalarType.Double)));
        });
        for (int i = 0; i < first.length; i++) {
            if (first[i] < 0) {
                Arrays.fill(distances, i * count, (i + 1) * count, 0f);
            }
        }
        return distances;
    }

    @Override
    public Batch pulls(Batch batch, int[] center, float[] factors) {
        ImageShape shape = batch.shape();
        int[] asked = Arrays.stream(center).map(one -> Math.max(0, one)).toArray();
        float[] pulling = new float[factors.length];
        for (int i = 0; i < pulling.length; i++) {
            pulling[i] = center[i] < 0 ? 0 : factors[i];
        }
        return Scope.quiet(() -> {
            Tensor pulls = rows(batch).sub(chosen(asked)).mul(Uploads.of(pulling, device, pulling.length, 1));
            return TorchBatch.of(pulls.view(batch.count(), shape.height(), shape.width(), shape.channels())
                    .permute(0, 3, 1, 2));
        });
    }

    private Tensor chosen(int[] places) {
        return centers.index_select(0, Uploads.indices(places, device, places.length));
    }

    /** One example per row, its values in the order of {@link Batch#values()}. */
    private Tensor rows(Batch batch) {
        return HostTensors.input(batch, device)
                .permute(0, 2, 3, 1)
                .contiguous()
                .view(batch.count(), batch.shape().size());
    }

    @Override
    public void close() {
        OwnedTensor.release(centers);
    }
}
