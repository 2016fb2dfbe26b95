package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A PNG, decoded by the JDK as far as its samples: its colors are looked up here, where nothing converts them. */
final class PngPicture implements StoredPicture {

    private final ImageInputStream in;
    private final PngChunks chunks;
    private final SampleScale scale;
    private final Layout layout;
    private boolean transparent;

    PngPicture(ImageInputStream in, SampleScale scale) throws IOException {
        this.in = in;
        this.scale = scale;
        this.chunks = PngChunks.read(in);
        this.layout = new Layout(chunks.width(), chunks.height(), chunks.channels(), chunks.orientation());
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void verify() throws IOException {
        chunks.verify(in);
    }

    @Override
    public PictureTraits traits() {
        boolean deep = chunks.bits() == 16;
        return new PictureTraits(deep ? 16 : 0, deep ? scale.largest() : 0, scale.maximum(), transparent ? 1 : 0);
    }

    @Override
    public void read(Rectangle region, byte[] target) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try {
            reader.setInput(new InputView(in, chunks.pixelPieces()), true, true);
            ImageReadParam stripe = reader.getDefaultReadParam();
            stripe.setSourceRegion(region);
            BufferedImage image = reader.read(0, stripe);
            int bits = image.getColorModel() instanceof IndexColorModel
                    ? chunks.bits()
                    : image.getRaster().getSampleModel().getSampleSize(0);
            for (int y = 0; y < region.height; y++) {
                row(image.getRaster(), y, bits, target, y * region.width * layout.channels());
            }
        } finally {
            reader.dispose();
        }
    }

    private void row(Raster raster, int y, int bits, byte[] target, int at) throws IOException {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int channels = layout.channels();
        int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
        for (int x = 0; x < width; x++) {
            int from = x * bands;
            int to = at + x * channels;
            if (chunks.hasPalette()) {
                chunks.palette().put(samples[from], target, to);
                transparent |= chunks.isTransparent(samples[from]);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                target[to + c] =
                        bits == 16 ? scale.deep(samples[from + c]) : SampleScale.shallow(samples[from + c], bits);
            }
            transparent |= bands > channels && samples[from + channels] < (1 << bits) - 1;
        }
    }
}
