package lab.obscura.engine.data.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;
import lab.obscura.engine.data.files.FileKind;

/**
 * IDX files as of MNIST, plain or gzip: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same with
 * {@code test} or {@code t10k}, else {@code val}, for the test split. Gray images. Class names come from {@code classes.txt}
 * (one per line) when it is there, else they are the numbers.
 */
final class IdxFiles implements ImageSource {

    private static final List<String> TEST_PREFIXES = List.of("test", "t10k", "val");
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final String NAMES = "classes.txt";

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
        List<String> tests = TEST_PREFIXES.stream()
                .filter(prefix -> !files.matching(pattern(prefix, "images", 3)).isEmpty())
                .toList();
        Optional<Part> test = tests.stream().findFirst().flatMap(prefix -> part(files, prefix));
        List<String> names = names(files, train, test);
        if (test.isEmpty()) {
            return MissingTest.everyFifth(train.with(names));
        }
        if (!test.get().shape().equals(train.shape())) {
            throw new DataException("Both splits must have one image size, "
                    + files.describe(files.entries().get(0)) + " and its neighbors have " + train.shape() + " and "
                    + test.get().shape() + ". They do not belong together");
        }
        List<String> notes = tests.stream()
                .skip(1)
                .map(prefix -> prefix + "-images are left out, because " + tests.get(0) + "-images are the test split")
                .toList();
        return new Split(train.with(names), test.get().with(names), notes);
    }

    /** Numbers are names only when each of them occurs: labels from 1 on would make a class of nothing. */
    private static List<String> names(SafeFiles files, Part train, Optional<Part> test) {
        int classes =
                1 + Math.max(train.largestLabel(), test.map(Part::largestLabel).orElse(0));
        return ClassNames.read(files, NAMES, classes).orElseGet(() -> {
            List<String> numbers =
                    IntStream.range(0, classes).mapToObj(String::valueOf).toList();
            int[] counts = train.with(numbers).classCounts();
            IntStream.range(0, classes).filter(c -> counts[c] == 0).findFirst().ifPresent(empty -> {
                throw new DataException(
                        files.id() + ": the labels must be 0 to " + (classes - 1) + " without a gap, but no training "
                                + "image is of class " + empty + ". Number the classes from 0, or name all " + classes
                                + " of them in " + NAMES + " if one is meant to be empty");
            });
            return numbers;
        });
    }

    private static Optional<Part> part(SafeFiles files, String prefix) {
        return only(files, prefix, "images", 3)
                .map(images -> part(
                        files,
                        images,
                        only(files, prefix, "labels", 1)
                                .orElseThrow(() -> new DataException(files.describe(images) + " needs " + prefix
                                        + "-labels-idx1-ubyte (or .gz) beside it. Add it"))));
    }

    /** The file of this name; a second one, as beside its packed form, must hold the same. */
    private static Optional<SafeFiles.Entry> only(SafeFiles files, String prefix, String what, int dimensions) {
        List<SafeFiles.Entry> found = files.matching(pattern(prefix, what, dimensions));
        found.stream()
                .skip(1)
                .filter(other -> !holdsTheSame(files, found.get(0), other))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException(files.describe(found.get(0)) + " and " + files.describe(other)
                            + " are two different files for one purpose. Remove one");
                });
        return found.stream().findFirst();
    }

    private static boolean holdsTheSame(SafeFiles files, SafeFiles.Entry first, SafeFiles.Entry second) {
        byte[] a = new byte[1 << 16];
        byte[] b = new byte[1 << 16];
        try (InputStream one = unpacked(files.open(first));
                InputStream two = unpacked(files.open(second))) {
            int length;
            do {
                length = one.readNBytes(a, 0, a.length);
                if (length != two.readNBytes(b, 0, b.length) || !Arrays.equals(a, 0, length, b, 0, length)) {
                    return false;
                }
            } while (length > 0);
            return true;
        } catch (IOException e) {
            throw files.unreadable(second, e);
        }
    }

    private static Part part(SafeFiles files, SafeFiles.Entry images, SafeFiles.Entry labels) {
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
                var in = new DataInputStream(new BufferedInputStream(unpacked(raw), 1 << 16))) {
            int found = in.readInt();
            if (found != magic) {
                String begins = String.format(
                        Locale.ROOT,
                        "%s must begin with the IDX number 0x%08x, begins with 0x%08x: ",
                        where,
                        magic,
                        found);
                throw new DataException(begins
                        + (isIdx(found)
                                ? kind(found)
                                : FileKind.sentence(files.head(entry), "it is another format. Fetch it again")));
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
                    where + " must be a whole IDX file, plain or in gzip, but ends early or is damaged ("
                            + e.getClass().getSimpleName() + "). Fetch it again",
                    e);
        }
    }

    private static void checkSize(String where, int size, int largest) {
        if (size < 1 || size > largest) {
            throw new DataException(where + " announces a size of " + size + ", must be between 1 and " + largest
                    + ". The file is empty or damaged; fetch it again");
        }
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
    private static InputStream unpacked(InputStream raw) throws IOException {
        var in = new PushbackInputStream(raw, 2);
        byte[] head = in.readNBytes(2);
        in.unread(head);
        boolean packed = head.length == 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        return packed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static String pattern(String prefix, String what, int dimensions) {
        return prefix + "[-.]" + what + "[-.]idx" + dimensions + "-ubyte(\\.gz)?";
    }
}
