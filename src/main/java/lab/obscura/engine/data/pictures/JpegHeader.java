package lab.obscura.engine.data.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/** The segments of a JPEG before its first scan. */
final class JpegHeader {

    /** Kinds of JPEG that exist, but that neither the JDK nor browsers decode. */
    private static final Map<Integer, String> FOREIGN = Map.of(
            0xc3, "lossless",
            0xc5, "hierarchical",
            0xc6, "hierarchical",
            0xc7, "lossless hierarchical",
            0xc9, "arithmetic-coded",
            0xca, "arithmetic-coded progressive",
            0xcb, "arithmetic-coded lossless",
            0xf7, "JPEG-LS");

    /**
     * A color component.
     *
     * @param across samples per block of pixels, horizontally
     * @param down the same vertically
     */
    record Component(int id, int across, int down) {}

    private int width;
    private int height;
    private boolean progressive;
    private List<Component> components = List.of();
    private Orientation orientation = Orientation.AS_STORED;
    private boolean jfif;
    private int adobe = -1;
    private long scanStart;
    private int inFirstScan;

    /** What a decoder needs: all but application data and comments. */
    private final List<InputView.Piece> pixelPieces = new ArrayList<>();

    private JpegHeader() {
        pixelPieces.add(new InputView.Piece(0, 2));
    }

    /** Reads up to the first scan. */
    static JpegHeader read(ImageInputStream in) throws IOException {
        var header = new JpegHeader();
        try {
            in.seek(2);
            while (header.scanStart == 0) {
                header.segment(in, nextMarker(in));
            }
        } catch (EOFException e) {
            throw UnreadablePicture.cut("JPEG", "before its first pixel");
        }
        if (header.components.isEmpty()) {
            throw UnreadablePicture.damaged("JPEG", "a scan comes before the frame that announces it");
        }
        return header;
    }

    /** The next marker; stray bytes before it belong to no segment. */
    private static int nextMarker(ImageInputStream in) throws IOException {
        int marker = 0;
        while (marker == 0) {
            while (in.readUnsignedByte() != 0xff) {
                continue;
            }
            do {
                marker = in.readUnsignedByte();
            } while (marker == 0xff);
        }
        return marker;
    }

    private void segment(ImageInputStream in, int marker) throws IOException {
        if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
            return;
        }
        if (marker == 0xd9) {
            throw UnreadablePicture.cut("JPEG", "before its first pixel");
        }
        if (FOREIGN.containsKey(marker)) {
            throw UnreadablePicture.unsupported(
                    "must be a baseline or progressive JPEG, is a JPEG of the " + FOREIGN.get(marker) + " kind");
        }
        long start = in.getStreamPosition();
        byte[] data = new byte[Math.max(0, in.readUnsignedShort() - 2)];
        if (marker == 0xda) {
            in.readFully(data);
            inFirstScan = data.length == 0 ? 0 : data[0];
            scanStart = start - 2;
            pixelPieces.add(new InputView.Piece(scanStart, Long.MAX_VALUE));
            return;
        }
        in.readFully(data);
        if (marker < 0xe0) {
            pixelPieces.add(new InputView.Piece(start - 2, in.getStreamPosition()));
        }
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(data, marker == 0xc2);
            case 0xe0 -> jfif |= begins(data, "JFIF\0");
            case 0xe1 -> exif(data);
            case 0xee -> adobe = begins(data, "Adobe") && data.length >= 12 ? data[11] & 0xff : adobe;
            default -> {
                return;
            }
        }
    }

    private void frame(byte[] data, boolean isProgressive) throws IOException {
        if (!components.isEmpty() || data.length < 6 || data.length < 6 + 3 * data[5]) {
            throw UnreadablePicture.damaged(
                    "JPEG", components.isEmpty() ? "its frame is too short" : "it has two frames");
        }
        if (data[0] != 8) {
            throw UnreadablePicture.unsupported("must be a JPEG with 8 bits per sample, has " + data[0]);
        }
        height = (data[1] & 0xff) << 8 | data[2] & 0xff;
        width = (data[3] & 0xff) << 8 | data[4] & 0xff;
        progressive = isProgressive;
        var found = new ArrayList<Component>();
        for (int i = 0; i < data[5]; i++) {
            int at = 6 + 3 * i;
            found.add(new Component(data[at] & 0xff, data[at + 1] >> 4 & 0xf, data[at + 1] & 0xf));
        }
        components = List.copyOf(found);
    }

    private void exif(byte[] data) {
        if (begins(data, "Exif\0\0")) {
            orientation = Exif.orientation(Arrays.copyOfRange(data, 6, data.length));
        }
    }

    private static boolean begins(byte[] data, String text) {
        return new String(data, 0, Math.min(data.length, text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }

    StoredPicture.Layout layout() throws IOException {
        return new StoredPicture.Layout(width, height, colors().channels(), orientation);
    }

    JpegColors colors() throws IOException {
        return JpegColors.of(components.stream().map(Component::id).toList(), jfif, adobe);
    }

    List<Component> components() {
        return components;
    }

    List<InputView.Piece> pixelPieces() {
        return pixelPieces;
    }

    boolean isProgressive() {
        return progressive;
    }

    /** Where the first scan's marker lies. */
    long scanStart() {
        return scanStart;
    }

    /** What a decoder has to hold at once: all coefficients, unless one scan brings them all in order. */
    long coefficientBytes() {
        if (!progressive && inFirstScan == components.size()) {
            return 0;
        }
        int across = components.stream().mapToInt(Component::across).max().orElse(1);
        int down = components.stream().mapToInt(Component::down).max().orElse(1);
        return components.stream()
                .mapToLong(c -> 2L * width * height * c.across() * c.down() / Math.max(1, across * down))
                .sum();
    }
}
