package lab.obscura.engine.network.torch.batch;

import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.batch.SimilarityRule;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A tensor of libtorch in float64, which autograd follows. To be used inside a scope. */
record TorchQuantity(Tensor tensor, Device device) implements Quantity {

    static Tensor tensor(Quantity quantity) {
        return ((TorchQuantity) quantity).tensor;
    }

    private Quantity next(Tensor result) {
        return new TorchQuantity(result, device);
    }

    @Override
    public long[] shape() {
        return tensor.shape();
    }

    @Override
    public Quantity plus(Quantity other) {
        return next(tensor.add(tensor(other)));
    }

    @Override
    public Quantity plus(double number) {
        return next(tensor.add(new Scalar(number)));
    }

    @Override
    public Quantity minus(Quantity other) {
        return next(tensor.sub(tensor(other)));
    }

    @Override
    public Quantity times(Quantity other) {
        return next(tensor.mul(tensor(other)));
    }

    @Override
    public Quantity times(double number) {
        return next(tensor.mul(new Scalar(number)));
    }

    @Override
    public Quantity over(Quantity other) {
        return next(tensor.div(tensor(other)));
    }

    @Override
    public Quantity square() {
        return next(tensor.square());
    }

    @Override
    public Quantity root() {
        return next(tensor.sqrt());
    }

    @Override
    public Quantity absolute() {
        return next(tensor.abs());
    }

    @Override
    public Quantity exponential() {
        return next(tensor.exp());
    }

    @Override
    public Quantity logarithm() {
        return next(tensor.log());
    }

    @Override
    public Quantity hyperbolicTangent() {
        return next(tensor.tanh());
    }

    @Override
    public Quantity softplus() {
        return next(torch.softplus(tensor));
    }

    @Override
    public Quantity atLeast(double number) {
        return next(tensor.clamp_min(new Scalar(number)));
    }

    @Override
    public Quantity isPositive() {
        return next(tensor.gt(new Scalar(0)).to(ScalarType.Double));
    }

    @Override
    public Quantity sum() {
        return next(tensor.sum());
    }

    @Override
    public Quantity mean() {
        return next(tensor.mean());
    }

    @Override
    public Quantity sum(int dimension) {
        return next(tensor.sum(new long[] {dimension}, true, new ScalarTypeOptional()));
    }

    @Override
    public Quantity mean(int dimension) {
        return next(tensor.mean(new long[] {dimension}, true, new ScalarTypeOptional()));
    }

    @Override
    public Quantity logarithmOfSum(int dimension) {
        return next(tensor.logsumexp(new long[] {dimension}, true));
    }

    @Override
    public Quantity shaped(long... shape) {
        return next(tensor.reshape(shape));
    }

    @Override
    public Quantity product(Quantity other) {
        return next(tensor.matmul(tensor(other)));
    }

    @Override
    public Quantity turned() {
        return next(tensor.transpose(-2, -1));
    }

    @Override
    public Quantity part(int dimension, int from, int length) {
        return next(tensor.narrow(dimension, from, length));
    }

    @Override
    public Quantity chosen(int... entries) {
        return next(tensor.index_select(0, Uploads.indices(entries, device, entries.length)));
    }

    @Override
    public Quantity similarity(Quantity others, SimilarityRule rule) {
        return next(new Likenesses(device).similarity(tensor, tensor(others), rule));
    }
}
