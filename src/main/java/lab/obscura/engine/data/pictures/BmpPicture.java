package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * A BMP. Read here because the reader of the JDK leaves 5-bit colors unscaled, and takes cut run lengths for whole ones; plain
 * rows can be fetched in any order, so stripes cost nothing.
 */
final class BmpPicture implements StoredPicture {

    private final ImageInputStream in;
    private final BmpHeader header;
    private final Palette palette;

    private BmpPicture(ImageInputStream in, BmpHeader header) {
        this.in = in;
        this.header = header;
        this.palette = new Palette("BMP", header.palette());
    }

    static StoredPicture of(ImageInputStream in) throws IOException {
        BmpHeader header = BmpHeader.read(in);
        if (!header.hasRuns()) {
            return new BmpPicture(in, header);
        }
        return new IndexedPicture(
                header.width(),
                header.height(),
                new Palette("BMP", header.palette()),
                () -> BmpRuns.decode(in, header),
                -1);
    }

    @Override
    public Layout layout() {
        int channels = header.bits() > 8 ? 3 : palette.channels();
        return new Layout(header.width(), header.height(), channels, Orientation.AS_STORED);
    }

    @Override
    public void verify() throws IOException {
        in.seek(header.offset() + (long) header.rowBytes() * header.height() - 1);
        if (in.read() < 0) {
            throw UnreadablePicture.cut("BMP", "before its last row");
        }
    }

    @Override
    public void read(Rectangle region, byte[] target) throws IOException {
        byte[] row = new byte[header.rowBytes()];
        int channels = layout().channels();
        for (int y = 0; y < region.height; y++) {
            int line = header.topDown() ? region.y + y : header.height() - 1 - region.y - y;
            in.seek(header.offset() + (long) line * row.length);
            in.readFully(row);
            for (int x = 0; x < region.width; x++) {
                pixel(row, region.x + x, target, (y * region.width + x) * channels);
            }
        }
    }

    private void pixel(byte[] row, int x, byte[] target, int at) throws IOException {
        int bits = header.bits();
        if (bits <= 8) {
            int shift = 8 - bits - x * bits % 8;
            palette.put(row[x * bits / 8] >> shift & (1 << bits) - 1, target, at);
            return;
        }
        long value = 0;
        for (int i = bits / 8 - 1; i >= 0; i--) {
            value = value << 8 | row[x * bits / 8 + i] & 0xff;
        }
        for (int c = 0; c < 3; c++) {
            long mask = header.masks()[c];
            long sample = (value & mask) >> Long.numberOfTrailingZeros(mask);
            long full = mask >> Long.numberOfTrailingZeros(mask);
            target[at + c] = (byte) ((sample * 255 + full / 2) / full);
        }
    }
}
