package lab.obscura.engine.network.torch.batch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** All pairs of samples in libtorch's memory, in float64. Their numbers travel, samples do not. */
final class TorchPairs {

    /** Differences first, then squares: products of equal samples would not come to zero. */
    private static final long WITHOUT_PRODUCTS = 2;

    private final Device device;

    TorchPairs(Device device) {
        this.device = device;
    }

    /** @param sets of as many samples each */
    List<double[]> squaredDistances(List<PlacedSamples> sets) {
        int n = sets.get(0).batch().count();
        double[] all = Scope.quiet(() -> {
            var distances = new TensorVector();
            sets.forEach(set -> distances.push_back(squares(scaled(set))));
            return HostCopies.doubles(torch.cat(distances));
        });
        return IntStream.range(0, sets.size())
                .mapToObj(set -> Arrays.copyOfRange(all, set * n * n, (set + 1) * n * n))
                .toList();
    }

    private static Tensor squares(Tensor rows) {
        return torch.cdist(rows, rows, 2, new LongOptional(WITHOUT_PRODUCTS)).square();
    }

    private Tensor scaled(PlacedSamples set) {
        return HostTensors.placed(set, device)
                .to(ScalarType.Double)
                .contiguous()
                .view(set.batch().count(), set.batch().shape().size());
    }

    Batch pulledTogether(Batch samples, double[] weights) {
        ImageShape shape = samples.shape();
        int n = samples.count();
        return Scope.quiet(() -> {
            Tensor values =
                    HostTensors.input(samples, device).to(ScalarType.Double).contiguous();
            Tensor rows = values.view(n, shape.size());
            Tensor matrix = Uploads.doubles(weights, device, n, n);
            Tensor pulled = rows.mul(matrix.sum(1).unsqueeze(1)).sub(matrix.matmul(rows));
            return TorchBatch.of(pulled.to(device.precision())
                    .view(n, shape.channels(), shape.height(), shape.width())
                    .contiguous(torch.MemoryFormat.ChannelsLast));
        });
    }
}
