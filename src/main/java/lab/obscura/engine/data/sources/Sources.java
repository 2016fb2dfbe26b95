package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Optional;

/** The formats that can be read, in the order in which they are tried. */
public final class Sources {

    private static final List<ImageSource> ALL =
            List.of(CifarBinary.cifar10(), CifarBinary.cifar100(), new IdxFiles(), new ImageTree());

    private Sources() {}

    /** The format of a folder, judged by the names of its files. */
    public static Optional<ImageSource> of(SafeFiles files) {
        return ALL.stream().filter(source -> source.recognizes(files)).findFirst();
    }
}
