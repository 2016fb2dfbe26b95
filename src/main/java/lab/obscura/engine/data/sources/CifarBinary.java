package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;

/**
 * CIFAR-10 and CIFAR-100 in the binary layout: label bytes, then 1 024 red, 1 024 green and 1 024 blue values per image. A file
 * may hold any number of records. CIFAR-100 is read with its 100 fine labels.
 */
final class CifarBinary implements ImageSource {

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
    public StoredImages open(SafeFiles files, Reading reading) {
        List<String> names =
                ClassNames.read(files, namesFile, defaultNames.size()).orElse(defaultNames);
        List<SafeFiles.Entry> train = files.matching(trainPattern);
        List<SafeFiles.Entry> test = files.matching(testPattern);
        if (train.isEmpty()) {
            throw new DataException("A " + format + " data set needs training files named like " + trainPattern
                    + "; there is only " + files.describe(test.get(0)) + ". Add them");
        }
        Copies.check(files, Stream.concat(train.stream(), test.stream()).toList());
        return new CifarImages(
                names,
                new CifarRecords(format, labelBytes, files, train, names.size()),
                new CifarRecords(format, labelBytes, files, test, names.size()));
    }
}
