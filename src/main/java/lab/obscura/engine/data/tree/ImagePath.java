package lab.obscura.engine.data.tree;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A picture whose place says what it shows.
 *
 * @param file the picture
 * @param part which split it belongs to
 * @param className the folder it lies in
 * @param below the folders below that of its class
 */
public record ImagePath(TreeFile file, Part part, String className, List<String> below) {

    /** The split that a path names. */
    public enum Part {
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
    public static final Comparator<ImagePath> BY_CLASS_AND_NAME = Comparator.comparing(ImagePath::className)
            .thenComparing(ImagePath::name)
            .thenComparing(ImagePath::where);

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    public static boolean isImage(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return path.contains(".") && EXTENSIONS.contains(extension);
    }

    /** Its file name. */
    public String name() {
        return file.name();
    }

    /** For messages: data set, zip file, entry. */
    public String where() {
        return file.where();
    }

    ImagePath ofClass(String other) {
        return new ImagePath(file, part, other, below);
    }
}
