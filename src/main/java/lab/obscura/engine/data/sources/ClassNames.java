package lab.obscura.engine.data.sources;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;

/** Reads the names of classes from a text file with one name per line. */
final class ClassNames {

    private static final String WAY_OUT = ". Correct it or remove it";

    private ClassNames() {}

    /** The names in label order, when the file is there; it must name exactly {@code expected} classes. */
    static Optional<List<String>> read(SafeFiles files, String baseName, int expected) {
        List<SafeFiles.Entry> found = files.matching(Pattern.quote(baseName));
        found.stream()
                .skip(1)
                .filter(other -> !files.same(found.get(0), other))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException(files.describe(found.get(0)) + " and " + files.describe(other)
                            + " say different things. Remove one");
                });
        return found.stream().findFirst().map(entry -> checked(files.describe(entry), files.lines(entry), expected));
    }

    private static List<String> checked(String where, List<String> names, int expected) {
        if (names.size() != expected) {
            throw new DataException(
                    where + " must name " + expected + " classes, one per line, names " + names.size() + WAY_OUT);
        }
        var seen = new HashSet<String>();
        for (String name : names) {
            if (name.contains("\t")) {
                throw new DataException(where + " must hold names alone, in the order of the labels, holds a tab in '"
                        + name + "'" + WAY_OUT);
            }
            if (!seen.add(name)) {
                throw new DataException(where + " gives the name " + name + " to two classes" + WAY_OUT);
            }
        }
        return names;
    }
}
