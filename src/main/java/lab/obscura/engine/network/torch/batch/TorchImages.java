package lab.obscura.engine.network.torch.batch;

import java.util.List;
import java.util.function.ToIntFunction;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Images in libtorch's memory, one row of {@link #pixels} for each pixel of each image. Windows and flips are made by choosing rows, so their
 * values are those of the host to the bit; only the four numbers of each image travel.
 */
final class TorchImages implements KeptImages {

    private final ImageShape shape;
    private final Device device;
    /** All pixels of all images × channels, as bytes. */
    private final Tensor pixels;
    /** The value of each byte: a division on a card may round otherwise. */
    private final Tensor unit;

    TorchImages(LabeledImages images, Device device) {
        this.shape = images.shape();
        this.device = device;
        this.pixels = Scope.quiet(() -> OwnedTensor.from(Uploads.moved(
                new BytePointer(images.pixels()),
                ScalarType.Byte,
                device,
                ScalarType.Byte,
                (long) images.count() * shape.height() * shape.width(),
                shape.channels())));
        this.unit = Scope.quiet(() -> OwnedTensor.from(Uploads.of(unitInterval(), device, 256)));
    }

    private static float[] unitInterval() {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 255f;
        }
        return values;
    }

    @Override
    public Batch batch(List<Variation> variations) {
        return Scope.quiet(() -> {
            Tensor windows = windows(variations);
            boolean rotates = variations.get(0).angle().isPresent();
            Tensor images = rotates ? new Rotation(shape, device).of(windows, variations) : windows;
            return TorchBatch.of(images.permute(0, 3, 1, 2));
        });
    }

    /** Batch × height × width × channels. */
    private Tensor windows(List<Variation> variations) {
        int n = variations.size();
        long height = shape.height();
        long width = shape.width();
        Tensor rows = Uploads.along(height, device).view(1, height).add(column(variations, Variation::down));
        Tensor columns = Uploads.along(width, device).view(1, width);
        Tensor turned = columns.mul(new Scalar(-1)).add(new Scalar(width - 1));
        Tensor mirrored = column(variations, each -> each.mirrored() ? 1 : 0).ne(new Scalar(0));
        columns = torch.where(mirrored, turned, columns).add(column(variations, Variation::right));
        Tensor inside = inside(rows, height)
                .view(n, height, 1)
                .logical_and(inside(columns, width).view(n, 1, width));
        Tensor places = column(variations, Variation::index)
                .view(n, 1, 1)
                .mul(new Scalar(height))
                .add(rows.view(n, height, 1))
                .mul(new Scalar(width))
                .add(columns.view(n, 1, width))
                .masked_fill(inside.logical_not(), new Scalar(0));
        Tensor bytes = pixels.index_select(0, places.view(n * height * width));
        Tensor values = unit.index_select(0, bytes.to(ScalarType.Long).view(n * height * width * shape.channels()));
        return values.view(n, height, width, shape.channels())
                .masked_fill(inside.logical_not().unsqueeze(3), new Scalar(0.0));
    }

    private Tensor inside(Tensor places, long length) {
        return places.ge(new Scalar(0)).logical_and(places.lt(new Scalar(length)));
    }

    /** One number of each variation, batch × 1. */
    private Tensor column(List<Variation> variations, ToIntFunction<Variation> number) {
        return Uploads.indices(variations.stream().mapToInt(number).toArray(), device, variations.size(), 1);
    }

    @Override
    public void close() {
        OwnedTensor.release(pixels);
        OwnedTensor.release(unit);
    }
}
