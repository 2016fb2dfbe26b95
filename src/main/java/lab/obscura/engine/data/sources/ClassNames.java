package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.DataException;

/** Reads the names of classes from a text file with one name per line. */
final class ClassNames {

    private ClassNames() {}

    /** The names in label order, when the file is there; it must name exactly {@code expected} classes. */
    static Optional<List<String>> read(SafeFiles files, String baseName, int expected) {
        return files.named(baseName).map(entry -> {
            List<String> names = files.lines(entry);
            if (names.size() != expected) {
                throw new DataException(files.describe(entry) + " must name " + expected
                        + " classes, one per line, names " + names.size() + ". Correct it or remove it");
            }
            return names;
        });
    }
}
