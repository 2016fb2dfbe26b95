package lab.obscura.engine.data.pictures;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** A GIF of one frame that fills its screen; of several, nothing says which one is meant. */
final class GifPicture {

    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int CONTROL = 0xf9;

    private static final int[][] INTERLACED = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private final ImageInputStream in;
    private int width;
    private int height;
    private byte[] colors = new byte[0];
    private int transparent = -1;
    private boolean interlaced;
    private long data;
    private int frames;

    private GifPicture(ImageInputStream in) {
        this.in = in;
    }

    /** Walks over the blocks without reading pixels. */
    static StoredPicture of(ImageInputStream in) throws IOException {
        var gif = new GifPicture(in);
        try {
            in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
            in.seek(6);
            gif.blocks();
        } catch (EOFException e) {
            throw UnreadablePicture.cut("GIF", "before its end mark: part of its pixels is missing");
        }
        if (gif.frames != 1) {
            throw new UnreadablePicture("must be one picture, is a GIF of " + gif.frames
                    + " frames. Save the frame that counts as PNG, or remove it");
        }
        return new IndexedPicture(gif.width, gif.height, new Palette("GIF", gif.colors), gif::indices, gif.transparent);
    }

    private void blocks() throws IOException {
        width = in.readUnsignedShort();
        height = in.readUnsignedShort();
        int flags = in.readUnsignedByte();
        in.skipBytes(2);
        colors = table(flags);
        for (int block = in.readUnsignedByte(); block != TRAILER; block = in.readUnsignedByte()) {
            if (block == EXTENSION) {
                extension();
            } else if (block == FRAME) {
                frame();
            } else {
                throw UnreadablePicture.damaged("GIF", "a block of the unknown kind " + block);
            }
        }
    }

    private byte[] table(int flags) throws IOException {
        byte[] table = new byte[(flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1];
        in.readFully(table);
        return table;
    }

    private void extension() throws IOException {
        boolean control = in.readUnsignedByte() == CONTROL;
        byte[] content = subBlocks();
        if (control && frames == 0 && content.length >= 4) {
            transparent = (content[0] & 1) == 0 ? -1 : content[3] & 0xff;
        }
    }

    private void frame() throws IOException {
        int left = in.readUnsignedShort();
        int top = in.readUnsignedShort();
        int frameWidth = in.readUnsignedShort();
        int frameHeight = in.readUnsignedShort();
        int flags = in.readUnsignedByte();
        byte[] own = table(flags);
        if (frames++ == 0) {
            colors = own.length > 0 ? own : colors;
            interlaced = (flags & 0x40) != 0;
            data = in.getStreamPosition();
            if (left != 0 || top != 0 || frameWidth != width || frameHeight != height) {
                throw new UnreadablePicture("must be a GIF whose frame fills its screen of " + height + "x" + width
                        + ", has a frame of " + frameHeight + "x" + frameWidth + " at row " + top + ", column " + left
                        + ". Save what a viewer shows as PNG, or remove it");
            }
            if (colors.length == 0) {
                throw UnreadablePicture.damaged("GIF", "it has no palette");
            }
        }
        in.readUnsignedByte();
        skipSubBlocks();
    }

    private byte[] indices() throws IOException {
        in.seek(data);
        int codeBits = in.readUnsignedByte();
        byte[] rows = GifCodes.decode(in, codeBits, width * height);
        if (!interlaced) {
            return rows;
        }
        byte[] sorted = new byte[rows.length];
        int from = 0;
        for (int[] pass : INTERLACED) {
            for (int y = pass[0]; y < height; y += pass[1]) {
                System.arraycopy(rows, from++ * width, sorted, y * width, width);
            }
        }
        return sorted;
    }

    private byte[] subBlocks() throws IOException {
        var content = new ByteArrayOutputStream();
        for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
            byte[] block = new byte[length];
            in.readFully(block);
            content.writeBytes(block);
        }
        return content.toByteArray();
    }

    private void skipSubBlocks() throws IOException {
        for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
            in.seek(in.getStreamPosition() + length);
        }
    }
}
