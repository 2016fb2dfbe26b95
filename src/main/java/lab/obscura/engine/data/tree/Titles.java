package lab.obscura.engine.data.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.Texts;
import lab.obscura.engine.data.images.DataException;

/** Readable names for folders of classes: the file {@code classes.txt} with lines {@code folder<tab>name}. */
public final class Titles {

    private static final String FILE = "classes.txt";

    private final String where;
    private final Map<String, String> titles = new LinkedHashMap<>();

    private Titles(String where) {
        this.where = where;
    }

    /** The titles that lie outside the folders of classes, on disk or in a zip file; without such a file every folder keeps its name. */
    public static Titles of(List<TreeFile> files) {
        var all = new ArrayList<Titles>();
        files.stream()
                .filter(file -> file.name().equalsIgnoreCase(FILE))
                .map(Titles::read)
                .forEach(all::add);
        all.stream()
                .skip(1)
                .filter(other -> !other.titles.equals(all.get(0).titles))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException(
                            all.get(0).where + " and " + other.where + " say different things. Remove one");
                });
        return all.isEmpty() ? new Titles("") : all.get(0);
    }

    /** A title for each folder, in their order. */
    public List<String> of(Iterable<String> folders) {
        var named = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (String folder : folders) {
            String title = where.isEmpty() ? folder : titles.get(folder);
            if (title == null) {
                throw new DataException(where + " must have a line for every class, has none for folder " + folder
                        + ". Add folder, tab and name, or remove the file");
            }
            if (!seen.add(title)) {
                throw new DataException(where + " gives the name " + title + " to two classes. Give each its own");
            }
            named.add(title);
        }
        return named;
    }

    /** What is to be said of folders that are named but not there. */
    public List<String> notes(List<String> folders) {
        long more =
                titles.keySet().stream().filter(name -> !folders.contains(name)).count();
        return more == 0 ? List.of() : List.of(where + " names " + more + " folders that are not there");
    }

    private static Titles read(TreeFile file) {
        var read = new Titles(file.where());
        for (Texts.Line line : Texts.lines(file.where(), file.text())) {
            String[] columns = line.text().split("\t", 2);
            String folder = PathNames.composed(columns[0].strip());
            String title = columns.length == 2 ? columns[1].strip() : "";
            if (title.isEmpty()) {
                throw new DataException(
                        file.where() + ", line " + line.number() + ": must be the folder of a class, a tab and "
                                + "its name, is '" + line.text() + "'. Correct it, or remove the file");
            }
            String before = read.titles.put(folder, title);
            if (before != null && !before.equals(title)) {
                throw new DataException(file.where() + ", line " + line.number() + ": folder " + folder + " was called "
                        + before + " before. Keep one of the lines");
            }
        }
        return read;
    }
}
