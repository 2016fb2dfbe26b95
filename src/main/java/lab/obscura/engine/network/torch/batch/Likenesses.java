package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BlockRule;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.network.batch.SimilarityRule;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How alike images are, pair by pair, in float64: a variance is a small difference of large numbers. The window slides as two products with
 * matrices that hold its weights in a band, which keeps black beyond the rim; one copy brings the numbers of a batch.
 */
final class Likenesses {

    private final Device device;

    Likenesses(Device device) {
        this.device = device;
    }

    /** @param others as many images, or a single one that is compared with each */
    PairScores compare(Batch images, Batch others, SimilarityRule rule) {
        int n = images.count();
        double[] all = Scope.quiet(() -> {
            Tensor a = exact(images);
            Tensor b = exact(others).expand_as(a);
            Tensor errors = a.sub(b).square().mean(new long[] {1, 2, 3}, false, new ScalarTypeOptional());
            Moments own = moments(a, b, rule);
            Tensor similarities = own.terms(rule, true).mean(new long[] {1, 2, 3}, false, new ScalarTypeOptional());
            return HostCopies.doubles(torch.cat(new TensorVector(errors, similarities, multiScale(a, b, own, rule))));
        });
        return new PairScores(
                Arrays.copyOfRange(all, 0, n),
                Arrays.copyOfRange(all, n, 2 * n),
                Arrays.copyOfRange(all, 2 * n, 3 * n));
    }

    /**
     * Structural similarity at the images' own size; autograd may follow. To be called inside a scope.
     *
     * @param a in float64, images × channels × height × width
     * @return one number per image
     */
    Tensor similarity(Tensor a, Tensor b, SimilarityRule rule) {
        return moments(a, b, rule).terms(rule, true).mean(new long[] {1, 2, 3}, false, new ScalarTypeOptional());
    }

    private Tensor multiScale(Tensor first, Tensor second, Moments own, SimilarityRule rule) {
        Tensor a = first;
        Tensor b = second;
        Moments moments = own;
        Tensor product = torch.ones_like(a.select(3, 0).select(2, 0));
        for (int size = 0; size < rule.exponents().size(); size++) {
            if (size > 0) {
                a = torch.avg_pool2d(a, 2, 2);
                b = torch.avg_pool2d(b, 2, 2);
                moments = moments(a, b, rule);
            }
            boolean isLast = size == rule.exponents().size() - 1;
            product = product.mul(moments.terms(rule, isLast)
                    .mean(new long[] {2, 3}, false, new ScalarTypeOptional())
                    .clamp_min(new Scalar(0.0))
                    .pow(new Scalar(rule.exponents().get(size))));
        }
        return product.mean(new long[] {1}, false, new ScalarTypeOptional());
    }

    /** Of two images, or two stacks of them: means, means of squares, mean of the products; at each place of the window. */
    private record Moments(Tensor a, Tensor b, Tensor squareA, Tensor squareB, Tensor both, double sample) {

        /** Contrast and structure, and brightness where it counts. */
        Tensor terms(SimilarityRule rule, boolean withBrightness) {
            return terms(rule.brightness(), rule.structure(), withBrightness);
        }

        Tensor terms(double brightness, double structure, boolean withBrightness) {
            Tensor product = a.mul(b);
            Tensor squares = a.square().add(b.square());
            Tensor covariance = both.sub(product).mul(new Scalar(2 * sample));
            Tensor variances = squareA.add(squareB).sub(squares).mul(new Scalar(sample));
            Tensor terms = covariance.add(new Scalar(structure)).div(variances.add(new Scalar(structure)));
            return withBrightness
                    ? terms.mul(product.mul(new Scalar(2))
                            .add(new Scalar(brightness))
                            .div(squares.add(new Scalar(brightness))))
                    : terms;
        }
    }

    private Moments moments(Tensor a, Tensor b, SimilarityRule rule) {
        Tensor rows = band(rule.window(), (int) a.size(2));
        Tensor columns = a.size(2) == a.size(3) ? rows : band(rule.window(), (int) a.size(3));
        // The window is symmetric, so a matrix need not be turned.
        return moments(a, b, 1, all -> rows.matmul(all.matmul(columns)));
    }

    private static Moments moments(
            Tensor a, Tensor b, double sample, java.util.function.UnaryOperator<Tensor> smoothing) {
        long n = a.size(0);
        Tensor all = smoothing.apply(torch.cat(new TensorVector(a, b, a.square(), b.square(), a.mul(b))));
        return new Moments(
                all.narrow(0, 0, n),
                all.narrow(0, n, n),
                all.narrow(0, 2 * n, n),
                all.narrow(0, 3 * n, n),
                all.narrow(0, 4 * n, n),
                sample);
    }

    /** Row y holds the weights of what a smoothed value at y is made of. */
    private Tensor band(List<Double> window, int length) {
        int radius = window.size() / 2;
        double[] weights = new double[length * length];
        for (int y = 0; y < length; y++) {
            for (int from = Math.max(0, y - radius); from <= Math.min(length - 1, y + radius); from++) {
                weights[y * length + from] = window.get(from - y + radius);
            }
        }
        return Uploads.doubles(weights, device, length, length);
    }

    /** One number for each stack in which the window fits. */
    double[] compareBlocks(Batch images, Batch others, BlockRule rule) {
        return Scope.quiet(() -> {
            Tensor a = exact(images);
            Tensor b = exact(others);
            var means = new ArrayList<Tensor>();
            for (int from = 0; from + rule.window() <= images.count(); from += rule.images()) {
                int count = Math.min(rule.images(), images.count() - from);
                means.add(ofBlock(a.narrow(0, from, count), b.narrow(0, from, count), rule));
            }
            return means.isEmpty()
                    ? new double[0]
                    : HostCopies.doubles(torch.cat(new TensorVector(means.toArray(Tensor[]::new))));
        });
    }

    private static Tensor ofBlock(Tensor a, Tensor b, BlockRule rule) {
        double count = Math.pow(rule.window(), 3);
        long[] window = {rule.window(), rule.window(), rule.window()};
        Moments moments = moments(
                stack(a),
                stack(b),
                count / (count - 1),
                all -> torch.avg_pool3d(
                        all,
                        window,
                        new long[] {1, 1, 1},
                        new long[] {0, 0, 0},
                        false,
                        true,
                        new org.bytedeco.pytorch.LongOptional()));
        return moments.terms(rule.brightness(), rule.structure(), true).mean().view(1);
    }

    /** Each channel a volume of images × rows × columns. */
    private static Tensor stack(Tensor images) {
        return images.permute(1, 0, 2, 3).contiguous().unsqueeze(1);
    }

    private Tensor exact(Batch images) {
        return HostTensors.input(images, device).to(ScalarType.Double).contiguous();
    }
}
