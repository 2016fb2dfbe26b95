package lab.obscura.engine.data.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;

/**
 * IDX files as of MNIST, plain or gzip: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same with
 * {@code test} or {@code t10k}, else {@code val}, for the test split. Gray images. Class names come from {@code classes.txt}
 * (one per line) when it is there, else they are the numbers.
 */
final class IdxFiles implements ImageSource {

    private static final List<String> TEST_PREFIXES = List.of("test", "t10k", "val");
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int LARGEST_SIDE = 4096;

    /** One split before its classes are known. */
    private record Part(ImageShape shape, byte[] pixels, byte[] labels) {

        int largestLabel() {
            return IntStream.range(0, labels.length)
                    .map(i -> labels[i] & 0xff)
                    .max()
                    .orElse(0);
        }

        LabeledImages with(List<String> names) {
            int[] numbers =
                    IntStream.range(0, labels.length).map(i -> labels[i] & 0xff).toArray();
            return new LabeledImages(shape, pixels, numbers, names);
        }
    }

    @Override
    public String format() {
        return "idx";
    }

    @Override
    public boolean recognizes(SafeFiles files) {
        return !files.matching(pattern("(train|test|t10k|val)", "images", 3)).isEmpty();
    }

    @Override
    public Split read(SafeFiles files, int imageSize) {
        Part train = part(files, "train")
                .orElseThrow(() -> new DataException("An IDX data set needs train-images-idx3-ubyte (or .gz), but "
                        + files.describe(files.entries().get(0)) + " has none beside it. Add it"));
        Optional<Part> test = TEST_PREFIXES.stream()
                .flatMap(prefix -> part(files, prefix).stream())
                .findFirst();
        int classes =
                1 + Math.max(train.largestLabel(), test.map(Part::largestLabel).orElse(0));
        List<String> names = ClassNames.read(files, "classes.txt", classes)
                .orElse(IntStream.range(0, classes).mapToObj(String::valueOf).toList());
        if (test.isEmpty()) {
            return MissingTest.everyFifth(train.with(names));
        }
        if (!test.get().shape().equals(train.shape())) {
            throw new DataException("Both splits must have one image size, "
                    + files.describe(files.entries().get(0)) + " and its neighbors have " + train.shape() + " and "
                    + test.get().shape() + ". They do not belong together");
        }
        return new Split(train.with(names), test.get().with(names));
    }

    private Optional<Part> part(SafeFiles files, String prefix) {
        List<SafeFiles.Entry> images = files.matching(pattern(prefix, "images", 3));
        List<SafeFiles.Entry> labels = files.matching(pattern(prefix, "labels", 1));
        if (images.isEmpty()) {
            return Optional.empty();
        }
        if (labels.isEmpty()) {
            throw new DataException(files.describe(images.get(0)) + " needs " + prefix
                    + "-labels-idx1-ubyte (or .gz) beside it. Add it");
        }
        return Optional.of(part(files, images.get(0), labels.get(0)));
    }

    private Part part(SafeFiles files, SafeFiles.Entry images, SafeFiles.Entry labels) {
        int[] size = new int[3];
        byte[] pixels = read(files, images, IMAGES_MAGIC, size);
        int[] labelCount = new int[1];
        byte[] labelBytes = read(files, labels, LABELS_MAGIC, labelCount);
        if (labelCount[0] != size[0]) {
            throw new DataException(files.describe(labels) + " must have one label per image, has " + labelCount[0]
                    + " labels, while " + files.describe(images) + " has " + size[0]
                    + " images. The files do not belong together");
        }
        return new Part(new ImageShape(size[1], size[2], 1), pixels, labelBytes);
    }

    /** Reads magic number, sizes and exactly the bytes they announce. */
    private static byte[] read(SafeFiles files, SafeFiles.Entry entry, int magic, int[] sizes) {
        String where = files.describe(entry);
        try (InputStream raw = files.open(entry);
                var in = new DataInputStream(new BufferedInputStream(unpacked(raw, entry), 1 << 16))) {
            int found = in.readInt();
            if (found != magic) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s must begin with the IDX number 0x%08x, begins with 0x%08x. It is another format",
                        where,
                        magic,
                        found));
            }
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = in.readInt();
                checkSize(where, sizes[i], i == 0 ? Integer.MAX_VALUE : LARGEST_SIDE);
            }
            int imageBytes = sizes.length == 1 ? 1 : sizes[1] * sizes[2];
            int expected = Bytes.total(sizes[0], imageBytes, where);
            byte[] bytes = in.readNBytes(expected);
            if (bytes.length < expected || in.read() >= 0) {
                throw new DataException(where + " must hold " + expected + " bytes after its header, holds "
                        + (bytes.length < expected ? "only " + bytes.length : "more") + ". Fetch it again");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(
                    where + " must be a whole IDX file" + (isGzip(entry) ? " in gzip" : "")
                            + ", but ends early or is damaged (" + e.getClass().getSimpleName() + "). Fetch it again",
                    e);
        }
    }

    private static void checkSize(String where, int size, int largest) {
        if (size < 1 || size > largest) {
            throw new DataException(where + " announces a size of " + size + ", must be between 1 and " + largest
                    + ". The file is empty or damaged; fetch it again");
        }
    }

    private static InputStream unpacked(InputStream raw, SafeFiles.Entry entry) throws IOException {
        return isGzip(entry) ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static boolean isGzip(SafeFiles.Entry entry) {
        return entry.name().endsWith(".gz");
    }

    private static String pattern(String prefix, String what, int dimensions) {
        return prefix + "[-.]" + what + "[-.]idx" + dimensions + "-ubyte(\\.gz)?";
    }
}
