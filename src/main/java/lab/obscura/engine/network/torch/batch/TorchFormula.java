package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Formula;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.UnreadNumbers;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Works formulas out in float64 and lets autograd find the way back. */
record TorchFormula(Device device, UnreadNumbers unread) {

    Derived derive(List<Batch> at, Formula formula) {
        return Scope.recording(() -> {
            var leaves = new TensorVector();
            var quantities = new ArrayList<Quantity>();
            for (Batch batch : at) {
                Tensor leaf = exact(HostTensors.input(batch, device));
                leaf.set_requires_grad(true);
                leaves.push_back(leaf);
                quantities.add(new TorchQuantity(leaf, device));
            }
            List<Quantity> numbers = formula.of(new Uploaded(device), quantities);
            var told = new TensorVector();
            numbers.forEach(number ->
                    told.push_back(TorchQuantity.tensor(number).detach().view(1)));
            Tensor first = TorchQuantity.tensor(numbers.get(0)).view(1);
            TensorVector found = torch.grad(
                    new TensorVector(first),
                    leaves,
                    new TensorVector(torch.ones_like(first)),
                    new BoolOptional(false),
                    false,
                    false);
            var gradients = new ArrayList<Batch>();
            for (int i = 0; i < at.size(); i++) {
                gradients.add(
                        TorchBatch.of(found.get(i).to(device.precision()).contiguous(torch.MemoryFormat.ChannelsLast)));
            }
            return new Derived(gradients, unread.kept(torch.cat(told)));
        });
    }

    private static Tensor exact(Tensor tensor) {
        return tensor.detach().to(ScalarType.Double);
    }

    /** What derivatives do not go to. */
    private record Uploaded(Device device) implements Formula.Constants {

        @Override
        public Quantity of(Batch batch) {
            return constant(HostTensors.input(batch, device));
        }

        @Override
        public Quantity of(PlacedSamples samples) {
            return constant(HostTensors.placed(samples, device));
        }

        @Override
        public Quantity of(float[] values, ImageShape shape) {
            return constant(HostTensors.uploaded(values, shape, device));
        }

        @Override
        public Quantity of(double[] values, long... shape) {
            return constant(Uploads.doubles(values, device, shape));
        }

        private Quantity constant(Tensor tensor) {
            return new TorchQuantity(exact(tensor), device);
        }
    }
}
