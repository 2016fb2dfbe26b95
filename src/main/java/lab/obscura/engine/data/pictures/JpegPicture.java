package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A JPEG, decoded by the JDK as far as its raw components. */
final class JpegPicture implements StoredPicture {

    /** More is refused: the decoder holds it all, outside the heap where nothing else limits it. */
    private static final long MOST_COEFFICIENT_BYTES = 32L << 20;

    /** What libjpeg says where it invents pixels; its other warnings are about colors and versions. */
    private static final Pattern DAMAGE = Pattern.compile("(Corrupt JPEG|Premature end|Inconsistent progression).*");

    private final ImageInputStream in;
    private final JpegHeader header;
    private final JpegColors colors;
    private final Layout layout;

    JpegPicture(ImageInputStream in) throws IOException {
        this.in = in;
        this.header = JpegHeader.read(in);
        this.colors = header.colors();
        this.layout = header.layout();
        if (header.coefficientBytes() > MOST_COEFFICIENT_BYTES) {
            throw UnreadablePicture.unsupported(
                    "must be a JPEG that can be decoded in stripes, or a smaller one: it is progressive, "
                            + layout.height() + "x" + layout.width() + ", and needs "
                            + (header.coefficientBytes() >> 20)
                            + " MiB at once, more than " + (MOST_COEFFICIENT_BYTES >> 20));
        }
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void verify() throws IOException {
        JpegScans.verify(in, header);
    }

    @Override
    public void read(Rectangle region, byte[] target) throws IOException {
        byte[] raw = raw(region);
        int components = header.components().size();
        int channels = colors.channels();
        for (int i = 0; i < region.width * region.height; i++) {
            colors.convert(raw, i * components, target, i * channels);
        }
    }

    private byte[] raw(Rectangle region) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        var damage = new AtomicReference<String>();
        try {
            reader.addIIOReadWarningListener((source, warning) -> Optional.of(warning)
                    .filter(text -> DAMAGE.matcher(text).matches())
                    .ifPresent(damage::set));
            reader.setInput(new InputView(in, header.pixelPieces()), true, true);
            ImageReadParam stripe = reader.getDefaultReadParam();
            stripe.setSourceRegion(region);
            Raster raster = reader.readRaster(0, stripe);
            if (damage.get() != null) {
                throw UnreadablePicture.damaged("JPEG", damage.get());
            }
            return ((DataBufferByte) raster.getDataBuffer()).getData();
        } finally {
            reader.dispose();
        }
    }
}
