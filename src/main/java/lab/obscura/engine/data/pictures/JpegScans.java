package lab.obscura.engine.data.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/**
 * Whether the scans of a JPEG are all there. Decoders fill what is missing with gray and say nothing, so the end marker is looked
 * for, and what each scan announces is added up.
 */
final class JpegScans {

    private static final int COEFFICIENTS = 64;
    private static final int MISSING = 99;

    private final ImageInputStream in;
    private final List<JpegHeader.Component> components;

    /** For each component and coefficient, how many of its low bits are still to come. */
    private final int[][] bitsLeft;

    private final byte[] buffer = new byte[1 << 13];
    private int filled;
    private int at;

    private JpegScans(ImageInputStream in, List<JpegHeader.Component> components) {
        this.in = in;
        this.components = components;
        this.bitsLeft = new int[components.size()][COEFFICIENTS];
        for (int[] bits : bitsLeft) {
            Arrays.fill(bits, MISSING);
        }
    }

    static void verify(ImageInputStream in, JpegHeader header) throws IOException {
        in.seek(header.scanStart());
        var scans = new JpegScans(in, header.components());
        try {
            scans.toTheEnd(header.isProgressive());
        } catch (EOFException e) {
            throw UnreadablePicture.cut("JPEG", "before its end marker: the rest of its pixels is missing");
        }
        if (Arrays.stream(scans.bitsLeft).flatMapToInt(Arrays::stream).anyMatch(bits -> bits > 0)) {
            throw UnreadablePicture.cut("JPEG", "before its last scan");
        }
    }

    private void toTheEnd(boolean progressive) throws IOException {
        int marker = afterEntropy();
        while (marker != 0xd9) {
            if (marker == 0xda) {
                scan(progressive);
                marker = afterEntropy();
            } else {
                int length = (next() << 8 | next()) - 2;
                for (int i = 0; i < length; i++) {
                    next();
                }
                marker = afterEntropy();
            }
        }
    }

    private void scan(boolean progressive) throws IOException {
        int length = (next() << 8 | next()) - 2;
        int[] data = new int[Math.max(0, length)];
        for (int i = 0; i < data.length; i++) {
            data[i] = next();
        }
        int count = data.length == 0 ? 0 : data[0];
        if (data.length < 4 + 2 * count) {
            throw UnreadablePicture.damaged("JPEG", "a scan's header is too short");
        }
        int first = progressive ? data[1 + 2 * count] : 0;
        int last = progressive ? Math.min(COEFFICIENTS - 1, data[2 + 2 * count]) : COEFFICIENTS - 1;
        int low = progressive ? data[3 + 2 * count] & 0xf : 0;
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < components.size(); c++) {
                if (components.get(c).id() == data[1 + 2 * i] && first <= last) {
                    Arrays.fill(bitsLeft[c], first, last + 1, low);
                }
            }
        }
    }

    /** Passes over coded pixels to the next marker that is neither a stuffed byte nor a restart. */
    private int afterEntropy() throws IOException {
        while (true) {
            while (next() != 0xff) {
                continue;
            }
            int marker = next();
            while (marker == 0xff) {
                marker = next();
            }
            if (marker != 0 && (marker < 0xd0 || marker > 0xd7)) {
                return marker;
            }
        }
    }

    private int next() throws IOException {
        if (at == filled) {
            filled = in.read(buffer, 0, buffer.length);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                throw new EOFException();
            }
        }
        return buffer[at++] & 0xff;
    }
}
