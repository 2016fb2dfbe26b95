package lab.obscura.engine.data.sources;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.tree.ImagePath;

/**
 * Files that are there twice: under the name that a second download or a file manager gives, or in a zip file and beside it. Only
 * likely pairs are compared, byte by byte; other copies are counted by {@code SplitReview}.
 */
final class Copies {

    /** {@code x (1)}, {@code x - Copy}, {@code x copy 2}, {@code Copy of x}, also in German, French, Spanish and Italian. */
    private static final Pattern BEHIND =
            Pattern.compile("(?iu)(.+?)(\\s*\\(\\d+\\)|(\\s-\\s|[\\s_-])(copy|kopie|copie|copia)(\\s*\\(?\\d+\\)?)?)");

    private static final Pattern BEFORE =
            Pattern.compile("(?iu)(copy|kopie|copie|copia)\\s*(\\(\\d+\\)\\s*)?(of|von|de|di)\\s+(.+)");

    private static final String WAY_OUT = ". It would count twice; remove one of the two";

    private Copies() {}

    /** The name without the marks of a copy, when it has any. */
    static Optional<String> original(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        Matcher behind = BEHIND.matcher(stem);
        if (behind.matches()) {
            return Optional.of(behind.group(1) + ending);
        }
        Matcher before = BEFORE.matcher(stem);
        return before.matches() ? Optional.of(before.group(4) + ending) : Optional.empty();
    }

    /** Refuses pictures that are there twice. */
    static void check(Collection<ImagePath> paths) {
        var byPlace = new HashMap<String, ImagePath>();
        for (ImagePath path : paths) {
            ImagePath first = byPlace.putIfAbsent(place(path, path.name()), path);
            if (first != null) {
                refuseSame(first, path);
            }
        }
        for (ImagePath path : paths) {
            original(path.name())
                    .map(name -> byPlace.get(place(path, name)))
                    .ifPresent(first -> refuseSame(first, path));
        }
    }

    /** Refuses files whose records would count twice: the same content, or one name twice, or the name of a copy beside its original. */
    static void check(SafeFiles files, List<SafeFiles.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                SafeFiles.Entry first = entries.get(i);
                SafeFiles.Entry second = entries.get(j);
                boolean named = unmarked(first).equals(unmarked(second));
                if (named || files.same(first, second)) {
                    throw new DataException(files.describe(first) + " and " + files.describe(second)
                            + (named ? " have one name but for the marks of a copy" : " are the same file") + WAY_OUT);
                }
            }
        }
    }

    private static String unmarked(SafeFiles.Entry entry) {
        return original(entry.baseName()).orElse(entry.baseName()).toLowerCase(Locale.ROOT);
    }

    /** Refuses classes that are called like copies of others, or like others but for capitals and blanks. */
    static void checkClasses(Set<String> classes) {
        var alike = new HashMap<String, String>();
        for (String name : classes) {
            original(name).filter(classes::contains).ifPresent(other -> refuseClasses(name, other, "a copy of it"));
            String before = alike.put(name.strip().toLowerCase(Locale.ROOT), name);
            if (before != null) {
                refuseClasses(name, before, "the same class");
            }
        }
    }

    private static String place(ImagePath path, String name) {
        return path.part() + "/" + path.className() + "/" + String.join("/", path.below()) + "/" + name;
    }

    private static void refuseSame(ImagePath first, ImagePath second) {
        if (first.file().holdsTheSameAs(second.file())) {
            throw new DataException(first.where() + " and " + second.where() + " are the same picture" + WAY_OUT);
        }
    }

    private static void refuseClasses(String name, String other, String what) {
        throw new DataException("The folders of classes '" + other + "' and '" + name
                + "' have nearly one name: the second may be " + what + ". Rename, join or remove one");
    }
}
