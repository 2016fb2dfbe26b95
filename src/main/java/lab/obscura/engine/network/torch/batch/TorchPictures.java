package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Images in libtorch's memory, in the batches in which they came: images × channels × height × width. */
final class TorchPictures implements KeptPictures {

    private final ImageShape shape;
    private final Device device;
    private final List<Tensor> parts = new ArrayList<>();

    TorchPictures(ImageShape shape, Device device) {
        this.shape = shape;
        this.device = device;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int count() {
        return (int) parts.stream().mapToLong(part -> part.size(0)).sum();
    }

    @Override
    public void add(Batch batch, double[] factors, double[] shifts, boolean clamped) {
        parts.add(Scope.quiet(() -> {
            Tensor exact = HostTensors.input(batch, device).to(ScalarType.Double);
            // In float64 and then rounded, as the host does.
            Tensor moved =
                    exact.mul(ofChannels(factors)).add(ofChannels(shifts)).to(ScalarType.Float);
            return OwnedTensor.from(clamped ? moved.clamp(limit(0), limit(1)) : moved);
        }));
    }

    private Tensor ofChannels(double[] values) {
        return Uploads.doubles(values, device, 1, values.length, 1, 1);
    }

    private static ScalarOptional limit(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    @Override
    public boolean areFinite() {
        return Scope.quiet(() -> {
            var finite = new TensorVector();
            parts.forEach(part -> finite.push_back(part.isfinite().all().view(1)));
            return torch.cat(finite).all().item_bool();
        });
    }

    @Override
    public Batch part(int from, int to) {
        return Scope.quiet(() -> TorchBatch.of(rows(from, to).to(device.precision())));
    }

    @Override
    public float[] values(int[] places) {
        if (places.length == 0) {
            return new float[0];
        }
        return Scope.quiet(() -> {
            var chosen = new TensorVector();
            for (int i = 0; i < places.length; ) {
                int end = i + 1;
                while (end < places.length && places[end] == places[end - 1] + 1) {
                    end++;
                }
                chosen.push_back(rows(places[i], places[end - 1] + 1));
                i = end;
            }
            return HostCopies.values(torch.cat(chosen).permute(0, 2, 3, 1));
        });
    }

    private Tensor rows(int from, int to) {
        var pieces = new TensorVector();
        long start = 0;
        for (Tensor part : parts) {
            long first = Math.max(from, start);
            long last = Math.min(to, start + part.size(0));
            if (first < last) {
                pieces.push_back(part.narrow(0, first - start, last - first));
            }
            start += part.size(0);
        }
        return torch.cat(pieces);
    }

    @Override
    public void close() {
        parts.forEach(OwnedTensor::release);
        parts.clear();
    }
}
