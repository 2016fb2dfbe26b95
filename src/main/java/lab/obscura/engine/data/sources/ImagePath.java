package lab.obscura.engine.data.sources;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import lab.obscura.engine.data.DataException;

/**
 * A picture whose place says what it shows.
 *
 * @param where for messages: data set, zip file, entry
 * @param part which split it belongs to
 * @param className the folder it lies in
 * @param name its file name
 * @param bytes reads the file
 */
record ImagePath(String where, Part part, String className, String name, Supplier<byte[]> bytes) {

    /** The split that a path names. */
    enum Part {
        TRAIN,
        TEST,
        VALIDATION,
        NONE
    }

    /** Images of a class lie together, in the order of their names. */
    static final Comparator<ImagePath> BY_CLASS_AND_NAME = Comparator.comparing(ImagePath::className)
            .thenComparing(ImagePath::name)
            .thenComparing(ImagePath::where);

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    /** {@code archive} is the zip file's name: {@code train.zip} may hold {@code CLASS/file} without a split. */
    static ImagePath of(String where, String archive, String path, Supplier<byte[]> bytes) {
        List<String> steps = List.of(path.split("/"));
        String file = steps.get(steps.size() - 1);
        for (int i = 0; i < steps.size() - 2; i++) {
            Part part = partNamed(steps.get(i).toLowerCase(Locale.ROOT));
            if (part != Part.NONE) {
                return new ImagePath(where, part, steps.get(i + 1), file, bytes);
            }
        }
        if (steps.size() < 2) {
            throw new DataException(where + " must lie in a folder named after its class, as in train/CLASS/" + file
                    + ". Move or remove it");
        }
        Part part = partNamed(archive.toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", ""));
        return new ImagePath(where, part, steps.get(steps.size() - 2), file, bytes);
    }

    static boolean isImage(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(extension) && !file.startsWith(".") && !path.startsWith("__MACOSX/");
    }

    private static Part partNamed(String word) {
        return switch (word) {
            case "train", "training" -> Part.TRAIN;
            case "test", "testing" -> Part.TEST;
            case "val", "valid", "validation" -> Part.VALIDATION;
            default -> Part.NONE;
        };
    }
}
