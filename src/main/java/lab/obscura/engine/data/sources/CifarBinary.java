package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;
import lab.obscura.engine.data.files.FileKind;

/**
 * CIFAR-10 and CIFAR-100 in the binary layout: label bytes, then 1 024 red, 1 024 green and 1 024 blue values per image. A file
 * may hold any number of records. CIFAR-100 is read with its 100 fine labels.
 */
final class CifarBinary implements ImageSource {

    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final int PLANE = 1024;
    private static final List<String> CIFAR_10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private final String format;
    private final String trainPattern;
    private final String testPattern;
    private final int labelBytes;
    private final String namesFile;
    private final List<String> defaultNames;

    private CifarBinary(
            String format,
            String trainPattern,
            String testPattern,
            int labelBytes,
            String namesFile,
            List<String> defaultNames) {
        this.format = format;
        this.trainPattern = trainPattern;
        this.testPattern = testPattern;
        this.labelBytes = labelBytes;
        this.namesFile = namesFile;
        this.defaultNames = defaultNames;
    }

    static CifarBinary cifar10() {
        return new CifarBinary(
                "cifar10-binary", "data_batch.*\\.bin", "test_batch.*\\.bin", 1, "batches.meta.txt", CIFAR_10);
    }

    static CifarBinary cifar100() {
        List<String> numbers = IntStream.range(0, 100)
                .mapToObj(number -> String.format(Locale.ROOT, "class-%02d", number))
                .toList();
        return new CifarBinary("cifar100-binary", "train\\.bin", "test\\.bin", 2, "fine_label_names.txt", numbers);
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public boolean recognizes(SafeFiles files) {
        return !files.matching(trainPattern).isEmpty()
                || !files.matching(testPattern).isEmpty();
    }

    @Override
    public Split read(SafeFiles files, int imageSize) {
        List<String> names =
                ClassNames.read(files, namesFile, defaultNames.size()).orElse(defaultNames);
        List<SafeFiles.Entry> train = files.matching(trainPattern);
        List<SafeFiles.Entry> test = files.matching(testPattern);
        if (train.isEmpty()) {
            throw new DataException("A " + format + " data set needs training files named like " + trainPattern
                    + "; there is only " + files.describe(test.get(0)) + ". Add them");
        }
        Copies.check(files, Stream.concat(train.stream(), test.stream()).toList());
        LabeledImages trainImages = records(files, train, names);
        return test.isEmpty()
                ? MissingTest.everyFifth(trainImages)
                : new Split(trainImages, records(files, test, names));
    }

    private LabeledImages records(SafeFiles files, List<SafeFiles.Entry> batches, List<String> names) {
        int recordBytes = labelBytes + SHAPE.size();
        long count = 0;
        for (SafeFiles.Entry batch : batches) {
            if (batch.size() == 0 || batch.size() % recordBytes != 0) {
                throw new DataException(files.describe(batch) + " must be a whole number of records of " + recordBytes
                        + " bytes (" + format + "), has " + batch.size() + " bytes: "
                        + FileKind.sentence(
                                files.head(batch), "it was cut short or is another format; fetch it again"));
            }
            count += batch.size() / recordBytes;
        }
        byte[] pixels = new byte[Bytes.total(count, SHAPE.size(), files.describe(batches.get(0)))];
        int[] labels = new int[(int) count];
        int at = 0;
        for (SafeFiles.Entry batch : batches) {
            byte[] bytes = files.read(batch);
            for (int start = 0; start + recordBytes <= bytes.length && at < count; start += recordBytes) {
                labels[at] = label(files, batch, bytes, start, names.size());
                interleave(bytes, start + labelBytes, pixels, at * SHAPE.size());
                at++;
            }
        }
        return new LabeledImages(SHAPE, pixels, labels, names);
    }

    private int label(SafeFiles files, SafeFiles.Entry batch, byte[] bytes, int start, int classes) {
        int label = bytes[start + labelBytes - 1] & 0xff; // the fine label is the last of the label bytes
        if (label >= classes) {
            throw new DataException(files.describe(batch) + ", record " + start / (labelBytes + SHAPE.size())
                    + ": the label must be between 0 and " + (classes - 1) + ", was " + label
                    + ". The file is damaged or another format; fetch it again");
        }
        return label;
    }

    /** Three planes become three values per pixel. */
    private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
        for (int i = 0; i < PLANE; i++) {
            pixels[to + 3 * i] = planes[from + i];
            pixels[to + 3 * i + 1] = planes[from + PLANE + i];
            pixels[to + 3 * i + 2] = planes[from + 2 * PLANE + i];
        }
    }
}
