package lab.obscura.engine.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;

/**
 * IDX files as of MNIST, plain or gzip: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same with
 * {@code test} or {@code t10k}, else {@code val}, for the test split. Gray images. Class names come from {@code classes.txt}
 * (one per line) when it is there, else they are the numbers.
 */
final class IdxFiles implements ImageSource {

    private static final List<String> TEST_PREFIXES = List.of("test", "t10k", "val");
    private static final String NAMES = "classes.txt";

    @Override
    public String format() {
        return "idx";
    }

    @Override
    public boolean recognizes(SafeFiles files) {
        return !files.matching(pattern("(train|test|t10k|val)", "images", 3)).isEmpty();
    }

    @Override
    public StoredImages open(SafeFiles files, Reading reading) {
        IdxPart train = part(files, "train")
                .orElseThrow(() -> new DataException("An IDX data set needs train-images-idx3-ubyte (or .gz), but "
                        + files.describe(files.entries().get(0)) + " has none beside it. Add it"));
        List<String> tests = TEST_PREFIXES.stream()
                .filter(prefix -> !files.matching(pattern(prefix, "images", 3)).isEmpty())
                .toList();
        Optional<IdxPart> test = tests.stream().findFirst().flatMap(prefix -> part(files, prefix));
        test.filter(part -> !part.shape().equals(train.shape())).ifPresent(part -> {
            throw new DataException("Both splits must have one image size, "
                    + files.describe(files.entries().get(0)) + " and its neighbors have " + train.shape() + " and "
                    + part.shape() + ". They do not belong together");
        });
        List<String> notes = tests.stream()
                .skip(1)
                .map(prefix -> prefix + "-images are left out, because " + tests.get(0) + "-images are the test split")
                .toList();
        return new IdxImages(names(files, train, test), train, test, notes);
    }

    /** Numbers are names only when each of them occurs: labels from 1 on would make a class of nothing. */
    private static List<String> names(SafeFiles files, IdxPart train, Optional<IdxPart> test) {
        int classes = 1
                + Math.max(train.largestLabel(), test.map(IdxPart::largestLabel).orElse(0));
        return ClassNames.read(files, NAMES, classes).orElseGet(() -> {
            BitSet seen = new BitSet();
            IntStream.of(train.labels()).forEach(seen::set);
            if (seen.cardinality() < classes) {
                throw new DataException(
                        files.id() + ": the labels must be 0 to " + (classes - 1) + " without a gap, but no training "
                                + "image is of class " + seen.nextClearBit(0)
                                + ". Number the classes from 0, or name all " + classes
                                + " of them in " + NAMES + " if one is meant to be empty");
            }
            return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        });
    }

    private static Optional<IdxPart> part(SafeFiles files, String prefix) {
        return only(files, prefix, "images", 3)
                .map(images -> IdxPart.of(
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
        try (InputStream one = IdxFile.unpacked(files.open(first));
                InputStream two = IdxFile.unpacked(files.open(second))) {
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

    private static String pattern(String prefix, String what, int dimensions) {
        return prefix + "[-.]" + what + "[-.]idx" + dimensions + "-ubyte(\\.gz)?";
    }
}
