package lab.obscura.engine.data.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.tree.Annotations;
import lab.obscura.engine.data.tree.FileTree;
import lab.obscura.engine.data.tree.ImagePath;
import lab.obscura.engine.data.tree.Layout;
import lab.obscura.engine.data.tree.LeftOut;
import lab.obscura.engine.data.tree.Titles;
import lab.obscura.engine.data.tree.TreeFile;

/**
 * Pictures in folders, {@code train/CLASS/file} and {@code test/CLASS/file} (or {@code val}, which counts as test when there is
 * no {@code test}), on disk or in any number of zip files. Classes are the folder names in sorted order; {@code classes.txt} with
 * {@code folder<tab>name} lines gives them readable names. Without a test part, every fifth image of each class is test.
 */
final class ImageTree implements ImageSource {

    @Override
    public String format() {
        return "image-folder";
    }

    @Override
    public boolean scalesSamples() {
        return true;
    }

    @Override
    public boolean recognizes(SafeFiles files) {
        return files.entries().stream().anyMatch(entry -> FileTree.isZip(entry) || ImagePath.isImage(entry.name()));
    }

    @Override
    public StoredImages open(SafeFiles files, Reading reading) {
        FileTree tree = FileTree.of(files);
        try {
            return images(tree, reading);
        } catch (RuntimeException | Error e) {
            tree.close();
            throw e;
        }
    }

    private static StoredImages images(FileTree tree, Reading reading) {
        var notes = new ArrayList<String>();
        Map<ImagePath.Part, List<ImagePath>> parts =
                paths(tree, notes).stream().collect(Collectors.groupingBy(ImagePath::part));
        List<ImagePath> train =
                parts.getOrDefault(ImagePath.Part.TRAIN, parts.getOrDefault(ImagePath.Part.NONE, List.of()));
        List<ImagePath> validation = parts.getOrDefault(ImagePath.Part.VALIDATION, List.of());
        List<ImagePath> test = parts.getOrDefault(ImagePath.Part.TEST, validation);
        if (parts.containsKey(ImagePath.Part.TEST) && !validation.isEmpty()) {
            notes.add(validation.size()
                    + " pictures of the validation split are left out, because there is a test split");
        }
        if (train.isEmpty()) {
            throw new DataException("A folder of images needs pictures named train/CLASS/file, there are none beside "
                    + test.get(0).where() + ". Add them");
        }
        var classes = new ArrayList<>(
                new TreeSet<>(train.stream().map(ImagePath::className).toList()));
        refuseUntrained(test, classes);
        Copies.checkClasses(new TreeSet<>(classes));
        Titles titles = Titles.of(tree.files());
        notes.addAll(titles.notes(classes));
        List<String> names = titles.of(classes);
        return new PictureImages(tree, reading, train, test, classes, names, notes);
    }

    private static List<ImagePath> paths(FileTree tree, List<String> notes) {
        LeftOut.checkArchives(tree.files());
        List<TreeFile> pictures =
                tree.files().stream().filter(TreeFile::isPicture).toList();
        if (pictures.isEmpty()) {
            throw new DataException(
                    tree.files().isEmpty()
                            ? "The zip files of this data set must hold pictures (.png, .jpg, .jpeg, .bmp, .gif), hold no files"
                            : tree.files().get(0).where()
                                    + " and the files beside it must hold pictures (.png, .jpg, .jpeg, .bmp, .gif), hold none");
        }
        Layout layout = Layout.of(pictures);
        List<ImagePath> placed = pictures.stream().map(layout::place).toList();
        LeftOut.check(tree, layout, placed);
        var annotations = Annotations.of(tree.files());
        List<ImagePath> labeled = annotations.applyTo(placed);
        notes.addAll(annotations.notes());
        labeled.forEach(Layout::checkClass);
        Copies.check(labeled);
        return labeled.stream().sorted(ImagePath.BY_CLASS_AND_NAME).toList();
    }

    private static void refuseUntrained(List<ImagePath> test, List<String> classes) {
        test.stream()
                .filter(path -> !classes.contains(path.className()))
                .findFirst()
                .ifPresent(path -> {
                    throw new DataException(path.where() + " is of class " + path.className()
                            + ", which has no training pictures. Add some or remove the class");
                });
    }
}
