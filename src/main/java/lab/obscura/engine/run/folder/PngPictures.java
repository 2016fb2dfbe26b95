package lab.obscura.engine.run.folder;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import lab.obscura.engine.data.images.ImageShape;

/**
 * Pictures as PNG bytes. Values outside [0, 1] are clamped, NaN shows as black; each value is rounded to the nearest of 256
 * steps. One channel gives a gray picture, three a colored one. The same values give the same bytes on the same Java.
 */
public final class PngPictures {

    /** No picture is enlarged more than this. */
    public static final int LARGEST_SCALE = 16;

    /** Of a sheet of a whole gallery. */
    public static final int PAIRS_PER_LINE = 8;

    /** From one brightness to the next. */
    public static final float STEP = 1 / 255f;

    private static final int GAP_BRIGHTNESS = 128;

    private PngPictures() {}

    /** One picture, each of its pixels {@code scale} × {@code scale}. */
    public static byte[] png(float[] image, ImageShape shape, int scale) {
        checkShape(image, shape);
        return enlargedPng(bytes(image), shape.height(), shape.width(), shape.channels(), scale);
    }

    /** Several pictures of one shape side by side, with a gray line between them. */
    public static byte[] strip(List<float[]> images, ImageShape shape, int scale) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("A strip needs at least one picture");
        }
        int channels = shape.channels();
        int width = images.size() * (shape.width() + 1) - 1;
        byte[] pixels = new byte[shape.height() * width * channels];
        Arrays.fill(pixels, (byte) GAP_BRIGHTNESS);
        for (int i = 0; i < images.size(); i++) {
            place(images.get(i), shape, pixels, 0, i * (shape.width() + 1), width);
        }
        return enlargedPng(pixels, shape.height(), width, channels, scale);
    }

    /**
     * Pairs of pictures of one shape, each original above what was made of it, several pairs to a line with gray lines between.
     *
     * @param perLine at least 1
     */
    public static byte[] sheet(List<float[]> originals, List<float[]> rebuilt, ImageShape shape, int perLine) {
        if (originals.isEmpty() || originals.size() != rebuilt.size()) {
            throw new IllegalArgumentException("A sheet needs pairs, had " + originals.size() + " originals and "
                    + rebuilt.size() + " rebuilt pictures");
        }
        int lines = (originals.size() + perLine - 1) / perLine;
        int columns = Math.min(perLine, originals.size());
        int width = columns * (shape.width() + 1) - 1;
        int height = 2 * lines * (shape.height() + 1) - 1;
        byte[] pixels = new byte[height * width * shape.channels()];
        Arrays.fill(pixels, (byte) GAP_BRIGHTNESS);
        for (int i = 0; i < originals.size(); i++) {
            int left = i % columns * (shape.width() + 1);
            int top = 2 * (i / columns) * (shape.height() + 1);
            place(originals.get(i), shape, pixels, top, left, width);
            place(rebuilt.get(i), shape, pixels, top + shape.height() + 1, left, width);
        }
        return PngFile.of(pixels, height, width, shape.channels());
    }

    /** Where two pictures differ: the absolute difference of all values. */
    public static float[] difference(float[] original, float[] reconstruction) {
        if (original.length != reconstruction.length) {
            throw new IllegalArgumentException("Both pictures need the same size, have " + original.length + " and "
                    + reconstruction.length + " values");
        }
        float[] result = new float[original.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.abs(original[i] - reconstruction[i]);
        }
        return result;
    }

    /** @param width of the whole, in pixels */
    private static void place(float[] image, ImageShape shape, byte[] pixels, int top, int left, int width) {
        checkShape(image, shape);
        byte[] bytes = bytes(image);
        int row = shape.width() * shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            System.arraycopy(bytes, y * row, pixels, ((top + y) * width + left) * shape.channels(), row);
        }
    }

    /** A PNG that this class wrote, larger. */
    public static byte[] enlarged(byte[] png, int scale) {
        Raster raster = decoded(png).getRaster();
        int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) samples[i];
        }
        return enlargedPng(pixels, raster.getHeight(), raster.getWidth(), raster.getNumBands(), scale);
    }

    /**
     * What a picture shows.
     *
     * @param values in [0, 1], rows, columns, channels
     */
    public record Picture(ImageShape shape, float[] values) {}

    /**
     * The values of a PNG that this class wrote, each at most half a step ({@value #STEP}) from what was written.
     *
     * @throws IllegalArgumentException when the bytes are no picture
     */
    public static Picture read(byte[] png) {
        Raster raster = decoded(png).getRaster();
        var shape = new ImageShape(raster.getHeight(), raster.getWidth(), raster.getNumBands());
        int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        float[] values = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            values[i] = samples[i] / 255f;
        }
        return new Picture(shape, values);
    }

    private static BufferedImage decoded(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
            if (image == null) {
                throw new IllegalArgumentException("These " + png.length + " bytes are no picture");
            }
            return image;
        } catch (IOException e) {
            throw new IllegalArgumentException("These bytes are a damaged picture: " + e.getMessage(), e);
        }
    }

    private static byte[] enlargedPng(byte[] pixels, int height, int width, int channels, int scale) {
        if (scale < 1 || scale > LARGEST_SCALE) {
            throw new IllegalArgumentException("scale must be between 1 and " + LARGEST_SCALE + ", was " + scale);
        }
        byte[] large = new byte[Math.multiplyExact(pixels.length, scale * scale)];
        int at = 0;
        for (int y = 0; y < height * scale; y++) {
            for (int x = 0; x < width * scale; x++) {
                System.arraycopy(pixels, (y / scale * width + x / scale) * channels, large, at, channels);
                at += channels;
            }
        }
        return PngFile.of(large, height * scale, width * scale, channels);
    }

    private static byte[] bytes(float[] image) {
        byte[] bytes = new byte[image.length];
        for (int i = 0; i < image.length; i++) {
            bytes[i] = (byte) (int) (Math.max(0f, Math.min(1f, image[i])) * 255 + 0.5f);
        }
        return bytes;
    }

    private static void checkShape(float[] image, ImageShape shape) {
        boolean drawable = shape.channels() == 1 || shape.channels() == 3;
        if (!drawable || image.length != shape.size()) {
            throw new IllegalArgumentException("A picture has 1 or 3 channels and as many values as its shape, was "
                    + shape + " with " + image.length + " values");
        }
    }
}
