package lab.obscura.engine.data.sources;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Resizing;
import lab.obscura.engine.data.pictures.PictureTraits;

/**
 * Brings pictures of one size into one array per split. Pictures that differ in size are refused, unless a size is given; gray
 * pictures among colored ones get three equal channels.
 */
final class ImagePacker {

    private final int imageSize;
    private final int sampleMaximum;

    /**
     * @param imageSize height and width for pictures that differ in size; 0 when that is an error
     * @param sampleMaximum the sample of 16-bit pictures that is white; 0 for 65535
     */
    ImagePacker(int imageSize, int sampleMaximum) {
        this.imageSize = imageSize;
        this.sampleMaximum = sampleMaximum;
    }

    /** The pixels of all splits, with one shape, and what one should know about the pictures. */
    record Packed(ImageShape shape, List<byte[]> pixels, PictureTraits traits) {

        LabeledImages images(int split, int[] labels, List<String> names) {
            return new LabeledImages(shape, pixels.get(split), labels, names);
        }
    }

    Packed pack(List<List<ImagePath>> splits) {
        var first = RawImage.decode(splits.get(0).get(0), sampleMaximum);
        try {
            return pack(splits, first.shape(), false);
        } catch (OtherSize other) {
            if (imageSize == 0) {
                throw new DataException(other.where + " is " + other.shape + ", but "
                        + splits.get(0).get(0).where()
                        + " is " + first.shape() + ": all images of a data set need one size. "
                        + "Give dataset.imageSize to bring them to one, or remove the odd ones");
            }
            return pack(
                    splits, new ImageShape(imageSize, imageSize, first.shape().channels()), true);
        }
    }

    private Packed pack(List<List<ImagePath>> splits, ImageShape shape, boolean resize) {
        List<Filling> fillings =
                splits.stream().map(paths -> fill(paths, shape, resize)).toList();
        boolean colored = fillings.stream().anyMatch(filling -> filling.channels == 3);
        var common = new ImageShape(shape.height(), shape.width(), colored ? 3 : 1);
        return new Packed(
                common,
                fillings.stream()
                        .map(filling -> filling.bytes(common.channels()))
                        .toList(),
                fillings.stream().map(filling -> filling.traits).reduce(PictureTraits.NONE, PictureTraits::and));
    }

    private Filling fill(List<ImagePath> paths, ImageShape shape, boolean resize) {
        var filling = new Filling(paths.size(), shape);
        for (int i = 0; i < paths.size(); i++) {
            var image = RawImage.decode(paths.get(i), sampleMaximum);
            filling.put(i, resize ? resized(image) : image);
        }
        return filling;
    }

    private RawImage resized(RawImage image) {
        return new RawImage(
                image.where(),
                new ImageShape(imageSize, imageSize, image.shape().channels()),
                Resizing.toSquare(image.pixels(), image.shape(), imageSize),
                image.traits());
    }

    /** One split being filled. Starts gray or colored like the first picture and turns colored when a colored one comes. */
    private static final class Filling {

        private final int count;
        private final int height;
        private final int width;
        private int channels;
        private byte[] pixels;
        private PictureTraits traits = PictureTraits.NONE;

        Filling(int count, ImageShape shape) {
            this.count = count;
            this.height = shape.height();
            this.width = shape.width();
            this.channels = shape.channels();
            this.pixels = new byte[Bytes.total(count, shape.size(), "images of " + shape)];
        }

        void put(int index, RawImage image) {
            if (image.shape().height() != height || image.shape().width() != width) {
                throw new OtherSize(image.where(), image.shape());
            }
            traits = traits.and(image.traits());
            if (image.shape().channels() > channels) {
                Bytes.total(count, height * width * 3, image.where());
                pixels = tripled(pixels);
                channels = 3;
            }
            byte[] values = image.shape().channels() < channels ? tripled(image.pixels()) : image.pixels();
            System.arraycopy(values, 0, pixels, index * values.length, values.length);
        }

        byte[] bytes(int wanted) {
            return wanted > channels ? tripled(pixels) : pixels;
        }

        private static byte[] tripled(byte[] gray) {
            byte[] colored = new byte[gray.length * 3];
            for (int i = 0; i < gray.length; i++) {
                Arrays.fill(colored, 3 * i, 3 * i + 3, gray[i]);
            }
            return colored;
        }
    }

    /** A picture that does not fit; caught here, where it either becomes a message or a second try. */
    private static final class OtherSize extends RuntimeException {

        private final String where;
        private final transient ImageShape shape;

        OtherSize(String where, ImageShape shape) {
            super(where + " is " + shape);
            this.where = where;
            this.shape = shape;
        }
    }
}
