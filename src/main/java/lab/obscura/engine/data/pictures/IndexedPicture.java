package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.io.IOException;

/** A picture whose packed indices can only be unpacked all at once: one byte per pixel, 16 MiB at most. */
final class IndexedPicture implements StoredPicture {

    /** Unpacks one index per pixel. */
    interface Indices {
        byte[] unpack() throws IOException;
    }

    private final int width;
    private final int height;
    private final Palette palette;
    private final Indices packed;
    private final int transparentIndex;
    private byte[] indices = new byte[0];
    private boolean transparent;

    /** @param transparentIndex the index of no color; -1 when all have one */
    IndexedPicture(int width, int height, Palette palette, Indices packed, int transparentIndex) {
        this.width = width;
        this.height = height;
        this.palette = palette;
        this.packed = packed;
        this.transparentIndex = transparentIndex;
    }

    @Override
    public Layout layout() {
        return new Layout(width, height, palette.channels(), Orientation.AS_STORED);
    }

    @Override
    public void verify() throws IOException {
        indices = packed.unpack();
    }

    @Override
    public void read(Rectangle region, byte[] target) throws IOException {
        int channels = palette.channels();
        for (int i = 0; i < region.width * region.height; i++) {
            int place = (region.y + i / region.width) * width + region.x + i % region.width;
            palette.put(indices[place] & 0xff, target, i * channels);
            transparent |= (indices[place] & 0xff) == transparentIndex;
        }
    }

    @Override
    public PictureTraits traits() {
        return new PictureTraits(0, 0, 0, transparent ? 1 : 0);
    }
}
