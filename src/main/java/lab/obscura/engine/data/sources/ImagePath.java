package lab.obscura.engine.data.sources;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A picture whose place says what it shows.
 *
 * @param where for messages: data set, zip file, entry
 * @param part which split it belongs to
 * @param className the folder it lies in
 * @param below the folders below that of its class
 * @param name its file name
 * @param bytes reads the file
 */
record ImagePath(String where, Part part, String className, List<String> below, String name, Supplier<byte[]> bytes) {

    /** The split that a path names. */
    enum Part {
        TRAIN,
        TEST,
        VALIDATION,
        NONE;

        /** What its folder is called. */
        String folder() {
            return switch (this) {
                case TRAIN, NONE -> "train";
                case TEST -> "test";
                case VALIDATION -> "val";
            };
        }
    }

    /** Images of a class lie together, in the order of their names. */
    static final Comparator<ImagePath> BY_CLASS_AND_NAME = Comparator.comparing(ImagePath::className)
            .thenComparing(ImagePath::name)
            .thenComparing(ImagePath::where);

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    ImagePath {
        below = List.copyOf(below);
    }

    static boolean isImage(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return path.contains(".") && EXTENSIONS.contains(extension);
    }

    ImagePath ofClass(String other) {
        return new ImagePath(where, part, other, below, name, bytes);
    }
}
