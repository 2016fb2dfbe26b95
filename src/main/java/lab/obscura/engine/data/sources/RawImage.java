package lab.obscura.engine.data.sources;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.ImageShape;

/**
 * One decoded picture. Gray pictures are read from the raster: {@link BufferedImage#getRGB} would convert them between color
 * spaces and change the values. Transparency is ignored, 16-bit samples keep their upper 8 bits.
 */
record RawImage(String where, ImageShape shape, byte[] pixels) {

    private static final int LARGEST_SIDE = 4096;

    static RawImage decode(ImagePath path) {
        byte[] file = path.bytes().get();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(path.where() + " must be a PNG, JPEG, BMP or GIF picture, is none. Remove it");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                checkSize(path, reader.getWidth(0), reader.getHeight(0));
                return of(path.where(), reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // readers answer damaged files with exceptions of any kind
            throw new DataException(
                    path.where() + " must be a whole picture, but is damaged or of an unknown kind (" + e.getMessage()
                            + "). Fetch it again or remove it",
                    e);
        }
    }

    /** Looked at before any pixel is decoded: a few hundred bytes may announce gigabytes. */
    private static void checkSize(ImagePath path, int width, int height) {
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new DataException(path.where() + " must be at most " + LARGEST_SIDE + "x" + LARGEST_SIDE + ", is "
                    + height + "x" + width + ". Scale it down or remove it");
        }
    }

    private static RawImage of(String where, BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel) {
            return fromPalette(where, image);
        }
        int channels = model.getNumColorComponents() == 1 ? 1 : 3;
        var shape = new ImageShape(image.getHeight(), image.getWidth(), channels);
        byte[] pixels = new byte[shape.size()];
        Raster raster = image.getRaster();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int[] samples = new int[image.getWidth() * image.getHeight()];
        for (int c = 0; c < channels; c++) {
            raster.getSamples(0, 0, image.getWidth(), image.getHeight(), c, samples);
            for (int i = 0; i < samples.length; i++) {
                pixels[i * channels + c] = (byte) (samples[i] >> shift);
            }
        }
        return new RawImage(where, shape, pixels);
    }

    /** Looks colors up in the palette; a palette of grays gives a gray picture. */
    private static RawImage fromPalette(String where, BufferedImage image) {
        int[] colors = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        boolean gray = true;
        for (int color : colors) {
            gray &= (color >> 16 & 0xff) == (color & 0xff) && (color >> 8 & 0xff) == (color & 0xff);
        }
        int channels = gray ? 1 : 3;
        byte[] pixels = new byte[colors.length * channels];
        for (int i = 0; i < colors.length; i++) {
            for (int c = 0; c < channels; c++) {
                pixels[i * channels + c] = (byte) (colors[i] >> (16 - 8 * c));
            }
        }
        return new RawImage(where, new ImageShape(image.getHeight(), image.getWidth(), channels), pixels);
    }
}
