package lab.obscura.engine.network.torch.batch;

import java.util.List;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotates images about their middle, bilinear, what comes from outside is black: as {@code Augmentation} does, with its weights, but with
 * products where that adds up. To be used inside a scope.
 */
record Rotation(ImageShape shape, Device device) {

    /** @param images batch × height × width × channels; so is what comes back */
    Tensor of(Tensor images, List<Variation> variations) {
        int n = variations.size();
        long height = shape.height();
        long width = shape.width();
        Tensor cos = column(variations.stream()
                .mapToDouble(each -> StrictMath.cos(angle(each)))
                .toArray());
        Tensor sin = column(variations.stream()
                .mapToDouble(each -> StrictMath.sin(angle(each)))
                .toArray());
        Tensor x = Uploads.along(width, device).to(ScalarType.Double).view(1, 1, width);
        Tensor y = Uploads.along(height, device).to(ScalarType.Double).view(1, height, 1);
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        Tensor right = x.sub(new Scalar(middleX));
        Tensor down = y.sub(new Scalar(middleY));
        // Where each pixel comes from, counted in an image with a black border.
        Tensor fromX = right.mul(cos).sub(down.mul(sin)).add(new Scalar(middleX + 1));
        Tensor fromY = right.mul(sin).add(down.mul(cos)).add(new Scalar(middleY + 1));
        Tensor inside = between(fromX, width + 1).logical_and(between(fromY, height + 1));
        Tensor left = whole(fromX, inside);
        Tensor top = whole(fromY, inside);
        Tensor toRight = fromX.sub(left).to(ScalarType.Float);
        Tensor toBottom = fromY.sub(top).to(ScalarType.Float);
        Tensor lowerRight = toRight.mul(toBottom);
        Tensor upperRight = toRight.sub(lowerRight);
        Tensor lowerLeft = toBottom.sub(lowerRight);
        Tensor upperLeft = toRight.add(lowerLeft).mul(new Scalar(-1.0)).add(new Scalar(1.0));
        Tensor bordered = torch.constant_pad_nd(images, new long[] {0, 0, 1, 1, 1, 1}, new Scalar(0.0));
        Tensor rows = bordered.contiguous().view(n * (height + 2) * (width + 2), shape.channels());
        Tensor upper = Uploads.along(n, device)
                .view(n, 1, 1)
                .mul(new Scalar(height + 2))
                .add(top.to(ScalarType.Long))
                .mul(new Scalar(width + 2))
                .add(left.to(ScalarType.Long));
        Tensor sum = weighted(rows, upper, upperLeft)
                .add(weighted(rows, upper.add(new Scalar(1)), upperRight))
                .add(weighted(rows, upper.add(new Scalar(width + 2)), lowerLeft))
                .add(weighted(rows, upper.add(new Scalar(width + 3)), lowerRight));
        return sum.masked_fill(inside.logical_not().unsqueeze(3), new Scalar(0.0));
    }

    private static double angle(Variation varied) {
        return varied.angle().orElseThrow();
    }

    private Tensor weighted(Tensor rows, Tensor places, Tensor weights) {
        long n = places.size(0);
        Tensor chosen = rows.index_select(0, places.contiguous().view(n * shape.height() * shape.width()));
        return chosen.view(n, shape.height(), shape.width(), shape.channels()).mul(weights.unsqueeze(3));
    }

    private static Tensor between(Tensor places, long end) {
        return places.gt(new Scalar(0)).logical_and(places.lt(new Scalar(end)));
    }

    /** Rounded down; 0 where nobody looks. */
    private static Tensor whole(Tensor places, Tensor inside) {
        return places.floor().masked_fill(inside.logical_not(), new Scalar(0.0));
    }

    private Tensor column(double[] values) {
        return Uploads.doubles(values, device, values.length, 1, 1);
    }
}
