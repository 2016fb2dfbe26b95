package lab.obscura.engine.data.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.Texts;
import lab.obscura.engine.data.images.DataException;

/**
 * The labels of Tiny ImageNet's validation pictures, which lie unsorted in {@code val/images}: the file
 * {@code val_annotations.txt} has a line {@code file<tab>class<tab>…} for each. Its test pictures ({@code test/images}) have no
 * labels and are left out.
 */
public final class Annotations {

    private static final String FILE = "val_annotations.txt";
    private static final String UNSORTED = "images";

    private final Map<String, String> classes = new HashMap<>();
    private int unlabeled;

    /** What such files say; nothing when there is none. */
    public static Annotations of(List<TreeFile> files) {
        var annotations = new Annotations();
        files.stream().filter(file -> file.name().equals(FILE)).forEach(annotations::add);
        return annotations;
    }

    private void add(TreeFile file) {
        for (Texts.Line line : Texts.lines(file.where(), file.text())) {
            String[] columns = line.text().split("\t");
            if (columns.length < 2 || columns[1].isBlank()) {
                throw new DataException(file.where() + ", line " + line.number()
                        + ": must be a file, a tab and its class, is '" + line.text() + "'. Fetch the file again");
            }
            String before = classes.put(PathNames.composed(columns[0].strip()), columns[1].strip());
            if (before != null && !before.equals(columns[1].strip())) {
                throw new DataException(file.where() + ", line " + line.number() + ": " + columns[0] + " was of class "
                        + before + " before. Fetch the file again");
            }
        }
    }

    /** The pictures with the classes that the file gives them; all as they are when there is no such file. */
    public List<ImagePath> applyTo(List<ImagePath> paths) {
        if (classes.isEmpty()) {
            return paths;
        }
        var labeled = new ArrayList<ImagePath>();
        for (ImagePath path : paths) {
            if (!path.className().equals(UNSORTED) || path.part() == ImagePath.Part.TRAIN) {
                labeled.add(path);
            } else if (classes.containsKey(path.name())) {
                labeled.add(path.ofClass(classes.get(path.name())));
            } else if (path.part() == ImagePath.Part.TEST) {
                unlabeled++;
            } else {
                throw new DataException(path.where() + " has no line in " + FILE + ". Fetch both again");
            }
        }
        return labeled;
    }

    /** What was left out. */
    public List<String> notes() {
        return unlabeled == 0
                ? List.of()
                : List.of(unlabeled + " pictures in test/" + UNSORTED + " have no labels and are left out");
    }
}
