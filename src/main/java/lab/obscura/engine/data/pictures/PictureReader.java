package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;

/**
 * One picture file. Opening reads its head only, so that shape and errors of form are known at next to no cost; rows are decoded
 * when they are asked for.
 *
 * <p>Pixels are what the file stores: EXIF orientation is applied, fewer than 8 bits are stretched to the full range, 16 bits keep
 * their upper eight, transparency and color profiles are ignored, CMYK becomes RGB by plain multiplication. A stripe of a large
 * picture is decoded from the top of the file each time, so few large stripes are cheaper than many small ones.
 */
public final class PictureReader implements AutoCloseable {

    private static final int LARGEST_SIDE = 4096;

    /** Decoded bytes of a stripe: most pictures are one stripe, and the largest are decoded six times at most. */
    private static final int STRIPE_BYTES = 8 << 20;

    private final String where;
    private final ImageInputStream in;
    private final StoredPicture picture;
    private final ImageShape shape;
    private boolean verified;

    private PictureReader(String where, ImageInputStream in, StoredPicture picture, ImageShape shape) {
        this.where = where;
        this.in = in;
        this.picture = picture;
        this.shape = shape;
    }

    /**
     * Opens a file that lies in memory.
     *
     * @param where how messages call it
     * @param sampleMaximum the sample of a 16-bit picture that is white; 0 when it is 65535
     * @throws DataException when it is no picture that can be read right
     */
    public static PictureReader open(String where, byte[] file, int sampleMaximum) {
        return open(where, new ArrayInput(file), sampleMaximum);
    }

    /** The same for a file that stays where it is; {@code in} stands at its beginning and is closed with the reader. */
    public static PictureReader open(String where, ImageInputStream in, int sampleMaximum) {
        try {
            StoredPicture picture = stored(in, sampleMaximum);
            StoredPicture.Layout layout = picture.layout();
            checkSize(layout);
            boolean swap = layout.orientation().sidesSwap();
            var shape = new ImageShape(
                    swap ? layout.width() : layout.height(),
                    swap ? layout.height() : layout.width(),
                    layout.channels());
            return new PictureReader(where, in, picture, shape);
        } catch (IOException | RuntimeException e) {
            close(in);
            throw refusal(where, e);
        }
    }

    /** Size and channels of the upright picture. */
    public ImageShape shape() {
        return shape;
    }

    /** How many rows to ask for at once, so that memory stays bounded whatever the picture. */
    public int stripe() {
        return Math.max(1, Math.min(shape.height(), STRIPE_BYTES / (shape.width() * shape.channels())));
    }

    /**
     * Decodes the rows {@code from} to {@code from + count - 1}, row by row, channels last.
     *
     * @throws DataException when the file is damaged
     */
    public byte[] rows(int from, int count) {
        StoredPicture.Layout layout = picture.layout();
        try {
            if (!verified) {
                picture.verify();
                verified = true;
            }
            Rectangle region = layout.orientation().stored(from, count, layout.width(), layout.height());
            byte[] stored = new byte[region.width * region.height * layout.channels()];
            picture.read(region, stored);
            return layout.orientation().upright(stored, region.width, region.height, layout.channels());
        } catch (IOException | RuntimeException e) { // readers answer damaged files with exceptions of any kind
            throw refusal(where, e);
        }
    }

    /** All pixels at once. */
    public byte[] pixels() {
        return rows(0, shape.height());
    }

    /** What was seen in the rows decoded so far. */
    public PictureTraits traits() {
        return picture.traits();
    }

    @Override
    public void close() {
        close(in);
    }

    private static StoredPicture stored(ImageInputStream in, int sampleMaximum) throws IOException {
        byte[] head = new byte[PictureKind.HEAD];
        int length = 0;
        for (int n = 0; n >= 0 && length < head.length; n = in.read(head, length, head.length - length)) {
            length += n;
        }
        in.seek(0);
        return switch (PictureKind.of(Arrays.copyOf(head, length))) {
            case PNG -> new PngPicture(in, new SampleScale(sampleMaximum));
            case JPEG -> new JpegPicture(in);
            case BMP -> BmpPicture.of(in);
            case GIF -> GifPicture.of(in);
        };
    }

    /** Looked at before any pixel is decoded: a few hundred bytes may announce gigabytes. */
    private static void checkSize(StoredPicture.Layout layout) throws IOException {
        if (layout.width() > LARGEST_SIDE || layout.height() > LARGEST_SIDE) {
            throw new UnreadablePicture("must be at most " + LARGEST_SIDE + "x" + LARGEST_SIDE + ", is "
                    + layout.height() + "x" + layout.width() + ". Scale it down or remove it");
        }
        if (layout.width() < 1 || layout.height() < 1) {
            throw UnreadablePicture.damaged("picture", "its size is " + layout.height() + "x" + layout.width());
        }
    }

    private static DataException refusal(String where, Exception cause) {
        if (cause instanceof UnreadablePicture) {
            return new DataException(where + " " + cause.getMessage(), cause);
        }
        String what = cause instanceof EOFException
                ? "ends before its last pixel"
                : "is damaged or of an unknown kind (" + cause.getMessage() + ")";
        return new DataException(
                where + " must be a whole picture, but " + what + ". Fetch it again or remove it", cause);
    }

    private static void close(ImageInputStream in) {
        try {
            in.close();
        } catch (IOException e) { // nothing was written, and what was read is whole
            throw new IllegalStateException("A picture cannot be closed: " + e.getMessage(), e);
        }
    }
}
