package lab.obscura.engine.data.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import lab.obscura.engine.data.files.FileKind;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;

/**
 * One IDX file, plain or gzip. What is packed can only be read from its beginning, so images in another order than the file's are
 * gathered in as many passes as it takes to hold little at a time.
 */
final class IdxFile {

    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int LARGEST_SIDE = 4096;
    private static final long LARGEST_BODY = 4L << 30;

    /** What one pass gathers. */
    private static final int WINDOW_BYTES = 24 << 20;

    /** Element types by their numbers. */
    private static final Map<Integer, String> TYPES = Map.of(
            0x08,
            "unsigned bytes",
            0x09,
            "signed bytes",
            0x0b,
            "short integers",
            0x0c,
            "integers",
            0x0d,
            "floats",
            0x0e,
            "doubles");

    private final SafeFiles files;
    private final SafeFiles.Entry entry;
    private final String where;
    private final int[] sizes;

    private IdxFile(SafeFiles files, SafeFiles.Entry entry, int magic, int dimensions) {
        this.files = files;
        this.entry = entry;
        this.where = files.describe(entry);
        this.sizes = new int[dimensions];
        try (DataInputStream in = open()) {
            readHead(in, magic);
            long plainBytes = Integer.BYTES * (1L + dimensions) + bodyBytes();
            if (!isPacked(files.head(entry)) && entry.size() != plainBytes) {
                long more = entry.size() - plainBytes;
                throw wrongLength(more > 0 ? "more" : "only " + (bodyBytes() + more));
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Reads the head of a file of images. */
    static IdxFile ofImages(SafeFiles files, SafeFiles.Entry entry) {
        return new IdxFile(files, entry, IMAGES_MAGIC, 3);
    }

    /** Reads the head of a file of labels. */
    static IdxFile ofLabels(SafeFiles files, SafeFiles.Entry entry) {
        return new IdxFile(files, entry, LABELS_MAGIC, 1);
    }

    int count() {
        return sizes[0];
    }

    ImageShape shape() {
        return new ImageShape(sizes[1], sizes[2], 1);
    }

    /** All that follows the head of a file of labels. */
    byte[] labels() {
        byte[] bytes = new byte[count()];
        pass(new int[] {0}, bytes.length, (from, start, length) -> System.arraycopy(from, start, bytes, 0, length));
        return bytes;
    }

    /** Reads images in the order of these places. */
    void read(int[] places, PixelSink sink) {
        int size = shape().size();
        if (IntStream.range(1, places.length).allMatch(i -> places[i - 1] < places[i])) {
            pass(places, size, sink);
            return;
        }
        int most = Math.max(1, WINDOW_BYTES / size);
        for (int from = 0; from < places.length; from += most) {
            byte[] window = gathered(Arrays.copyOfRange(places, from, Math.min(places.length, from + most)), size);
            sink.accept(window, 0, window.length);
        }
    }

    /** Some images in the order of their places, read in the order of the file. */
    private byte[] gathered(int[] places, int size) {
        byte[] window = new byte[places.length * size];
        int[] slots = IntStream.range(0, places.length)
                .boxed()
                .sorted(Comparator.comparingInt(slot -> places[slot]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rising = IntStream.of(slots).map(slot -> places[slot]).toArray();
        var read = new AtomicInteger();
        pass(
                rising,
                size,
                (bytes, start, length) ->
                        System.arraycopy(bytes, start, window, slots[read.getAndIncrement()] * size, length));
        return window;
    }

    /** Reads items of one size in the order of the file, each handed out whole; looks at the end of the file when it comes by. */
    private void pass(int[] places, int size, PixelSink sink) {
        byte[] item = new byte[size];
        long at = 0;
        try (DataInputStream in = open()) {
            readHead(in, sizes.length == 1 ? LABELS_MAGIC : IMAGES_MAGIC);
            for (int place : places) {
                long start = (long) place * size;
                in.skipNBytes(start - at);
                at = start + in.readNBytes(item, 0, size);
                if (at < start + size) {
                    throw wrongLength("only " + at);
                }
                sink.accept(item, 0, size);
            }
            if (at == bodyBytes() && in.read() >= 0) {
                throw wrongLength("more");
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private void readHead(DataInputStream in, int magic) throws IOException {
        int found = in.readInt();
        if (found != magic) {
            String begins = String.format(
                    Locale.ROOT, "%s must begin with the IDX number 0x%08x, begins with 0x%08x: ", where, magic, found);
            throw new DataException(begins
                    + (isIdx(found)
                            ? kind(found)
                            : FileKind.sentence(files.head(entry), "it is another format. Fetch it again")));
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readInt();
            checkSize(sizes[i], i == 0 ? Integer.MAX_VALUE : LARGEST_SIDE);
        }
        ImageCount.checked(sizes[0], where);
        if (bodyBytes() > LARGEST_BODY) {
            throw new DataException(where + " must hold at most " + (LARGEST_BODY >> 30) + " GiB of images, announces "
                    + sizes[0] + " of " + shape() + ". Keep fewer or smaller images in it");
        }
    }

    private void checkSize(int size, int largest) {
        if (size < 1 || size > largest) {
            throw new DataException(where + " announces a size of " + size + ", must be between 1 and " + largest
                    + ". The file is empty or damaged; fetch it again");
        }
    }

    /** What follows the head. */
    private long bodyBytes() {
        return IntStream.of(sizes).asLongStream().reduce(1, (a, b) -> a * b);
    }

    private DataException wrongLength(String found) {
        return new DataException(
                where + " must hold " + bodyBytes() + " bytes after its header, holds " + found + ". Fetch it again");
    }

    private DataException damaged(IOException cause) {
        return new DataException(
                where + " must be a whole IDX file, plain or in gzip, but ends early or is damaged ("
                        + cause.getClass().getSimpleName() + "). Fetch it again",
                cause);
    }

    private DataInputStream open() throws IOException {
        return new DataInputStream(new BufferedInputStream(unpacked(files.open(entry)), 1 << 16));
    }

    private static boolean isIdx(int number) {
        return number >>> 16 == 0 && TYPES.containsKey(number >>> 8) && (number & 0xff) > 0;
    }

    private static String kind(int number) {
        return "it holds " + TYPES.get(number >>> 8) + " in " + (number & 0xff)
                + " dimensions, read are unsigned bytes, images in 3 "
                + "dimensions (gray) and labels in 1. Write it as pictures in folders, train/CLASS/file.png";
    }

    /** Packed or not, which its first bytes say and its name may not. */
    static InputStream unpacked(InputStream raw) throws IOException {
        var in = new PushbackInputStream(raw, 2);
        byte[] head = in.readNBytes(2);
        in.unread(head);
        return isPacked(head) ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static boolean isPacked(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }
}
