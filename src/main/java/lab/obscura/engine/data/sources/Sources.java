package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.data.files.FileKind;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;

/** The formats that can be read, in the order in which they are tried. */
public final class Sources {

    private static final List<ImageSource> ALL =
            List.of(CifarBinary.cifar10(), CifarBinary.cifar100(), new IdxFiles(), new ImageTree());

    /** A folder may hold thousands of files of one kind. */
    private static final int LOOKED_AT = 50;

    private Sources() {}

    /** The format of a folder, judged by the names of its files. */
    public static Optional<ImageSource> of(SafeFiles files) {
        List<ImageSource> found =
                ALL.stream().filter(source -> source.recognizes(files)).toList();
        if (found.size() > 1) {
            throw new DataException("Data set " + files.id() + " must be of one format, its files are of several ("
                    + found.stream().map(ImageSource::format).collect(Collectors.joining(", "))
                    + "). Keep one of them in the folder");
        }
        return found.stream().findFirst();
    }

    /** What a folder that is of no format holds instead, and what to do with it; empty when its files do not say. */
    public static String hint(SafeFiles files) {
        return files.entries().stream()
                .limit(LOOKED_AT)
                .flatMap(entry -> FileKind.of(files.head(entry)).stream()
                        .map(kind -> files.describe(entry) + " is " + kind.name() + ". " + kind.wayOut() + ". "))
                .findFirst()
                .orElse("");
    }
}
