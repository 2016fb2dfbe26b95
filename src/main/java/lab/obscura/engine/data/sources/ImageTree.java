package lab.obscura.engine.data.sources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;

/**
 * Pictures in folders, {@code train/CLASS/file} and {@code test/CLASS/file} (or {@code val}, which counts as test when there is
 * no {@code test}), on disk or in any number of zip files. Classes are the folder names in sorted order; {@code classes.txt} with
 * {@code folder<tab>name} lines gives them readable names. Without a test part, every fifth image of each class is test.
 */
final class ImageTree implements ImageSource {

    @Override
    public String format() {
        return "image-folder";
    }

    @Override
    public boolean recognizes(SafeFiles files) {
        return files.entries().stream().anyMatch(entry -> isZip(entry) || ImagePath.isImage(entry.name()));
    }

    @Override
    public Split read(SafeFiles files, int imageSize) {
        var zips = new ArrayList<SafeZip>();
        try {
            return read(files, collect(files, zips), imageSize);
        } finally {
            zips.forEach(SafeZip::close);
        }
    }

    private static Split read(SafeFiles files, List<ImagePath> paths, int imageSize) {
        Map<ImagePath.Part, List<ImagePath>> parts = paths.stream().collect(Collectors.groupingBy(ImagePath::part));
        refuseMixture(parts);
        List<ImagePath> train =
                parts.getOrDefault(ImagePath.Part.TRAIN, parts.getOrDefault(ImagePath.Part.NONE, List.of()));
        List<ImagePath> test =
                parts.getOrDefault(ImagePath.Part.TEST, parts.getOrDefault(ImagePath.Part.VALIDATION, List.of()));
        if (train.isEmpty()) {
            throw new DataException("A folder of images needs pictures named train/CLASS/file, there are none beside "
                    + paths.get(0).where() + ". Add them");
        }
        var classes = new ArrayList<>(
                new TreeSet<>(train.stream().map(ImagePath::className).toList()));
        refuseUntrained(test, classes);
        List<String> names = readableNames(files, classes);
        var packed = new ImagePacker(imageSize, 0).pack(List.of(train, test));
        LabeledImages trainImages = packed.images(0, labels(train, classes), names);
        Split split = test.isEmpty()
                ? MissingTest.everyFifth(trainImages)
                : new Split(trainImages, packed.images(1, labels(test, classes), names));
        return new Split(split.train(), split.test(), packed.traits().notes());
    }

    private static List<ImagePath> collect(SafeFiles files, List<SafeZip> zips) {
        var paths = new ArrayList<ImagePath>();
        var annotations = new Annotations();
        for (SafeFiles.Entry entry : files.entries()) {
            if (isZip(entry)) {
                SafeZip zip = files.zip(entry);
                zips.add(zip);
                zip.names().stream().filter(Annotations::isAnnotation).forEach(name -> annotations.add(zip.read(name)));
                zip.names().stream()
                        .filter(ImagePath::isImage)
                        .forEach(name -> paths.add(ImagePath.of(
                                files.describe(entry) + "!" + name, entry.baseName(), name, () -> zip.read(name))));
            } else if (Annotations.isAnnotation(entry.name())) {
                annotations.add(files.read(entry));
            } else if (ImagePath.isImage(entry.name())) {
                paths.add(ImagePath.of(files.describe(entry), "", entry.name(), () -> files.read(entry)));
            }
        }
        List<ImagePath> labeled = annotations.applyTo(paths);
        if (labeled.isEmpty()) {
            throw new DataException(files.describe(files.entries().get(0))
                    + " and the files beside it must hold pictures (.png, .jpg, .jpeg, .bmp, .gif), hold none");
        }
        return labeled.stream().sorted(ImagePath.BY_CLASS_AND_NAME).toList();
    }

    private static void refuseMixture(Map<ImagePath.Part, List<ImagePath>> parts) {
        if (parts.containsKey(ImagePath.Part.NONE) && parts.size() > 1) {
            throw new DataException(parts.get(ImagePath.Part.NONE).get(0).where()
                    + " must lie below train/ or test/ like the other pictures. Move or remove it");
        }
    }

    private static void refuseUntrained(List<ImagePath> test, List<String> classes) {
        test.stream()
                .filter(path -> !classes.contains(path.className()))
                .findFirst()
                .ifPresent(path -> {
                    throw new DataException(path.where() + " is of class " + path.className()
                            + ", which has no training pictures. Add some or remove the class");
                });
    }

    private static int[] labels(List<ImagePath> paths, List<String> classes) {
        return paths.stream()
                .mapToInt(path -> Collections.binarySearch(classes, path.className()))
                .toArray();
    }

    private static List<String> readableNames(SafeFiles files, List<String> folders) {
        Map<String, String> titles = files.named("classes.txt")
                .map(entry -> files.lines(entry).stream()
                        .map(line -> line.split("\t", 2))
                        .filter(columns -> columns.length == 2)
                        .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1], (a, b) -> a)))
                .orElse(Map.of());
        return folders.stream()
                .map(folder -> titles.getOrDefault(folder, folder))
                .toList();
    }

    private static boolean isZip(SafeFiles.Entry entry) {
        return entry.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    }
}
