package lab.obscura.engine.data.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.data.images.DataException;

/**
 * What the folders of a data set mean. Read is {@code train/CLASS/…/file} with {@code test} or {@code val}, and {@code CLASS/file}
 * without a split, each below any folders that wrap everything; nothing is guessed, all else is refused.
 */
public final class Layout {

    private static final String WANTED =
            "Wanted is train/CLASS/file and test/CLASS/file, or CLASS/file without a split";

    /** Folders named after what the files are, not after what they show. */
    private static final Set<String> NO_CLASSES = Set.of(
            "images",
            "image",
            "imgs",
            "img",
            "pictures",
            "pics",
            "photos",
            "jpegimages",
            "mask",
            "masks",
            "labels",
            "annotations");

    private final boolean hasSplits;

    /** Of each container, the folders that wrap everything in it. */
    private final Map<String, List<String>> wrappers = new HashMap<>();

    private final Map<String, TreeFile> witnesses = new HashMap<>();

    /** How each split is called, over all and in each container. */
    private final Map<String, String> splitNames = new HashMap<>();

    private Layout(boolean hasSplits) {
        this.hasSplits = hasSplits;
    }

    /** The layout of these pictures, of which there is at least one. */
    public static Layout of(List<TreeFile> pictures) {
        pictures.stream().filter(file -> file.folders().isEmpty()).findFirst().ifPresent(Layout::refuseClassless);
        var layout = new Layout(pictures.stream().anyMatch(file -> SplitNames.indexIn(file.folders()) >= 0));
        pictures.forEach(layout::check);
        pictures.forEach(layout::widen);
        return layout;
    }

    /** The place of a picture. */
    public ImagePath place(TreeFile file) {
        List<String> folders = file.folders();
        int at = wrapper(file).size();
        if (hasSplits) {
            if (folders.size() < at + 2) {
                refuseClassless(file);
            }
            ImagePath.Part part = SplitNames.of(folders.get(at)).orElseThrow();
            checkName(file, part, folders.get(at));
            return path(file, part, folders.get(at + 1), folders.subList(at + 2, folders.size()));
        }
        if (folders.size() != at + 1) {
            throw new DataException(file.where()
                    + (folders.size() > at + 1
                            ? " lies below two levels of folders, and nothing says which of them is the class. "
                            : " lies beside folders of classes. ")
                    + WANTED + "; below train/ the first folder is the class");
        }
        return path(file, ImagePath.Part.NONE, folders.get(at), List.of());
    }

    /** One split has one folder: {@code val} and {@code valid} side by side may be two splits, or one and its copy. */
    private void checkName(TreeFile file, ImagePath.Part part, String name) {
        String inAll = splitNames.computeIfAbsent(part.toString(), key -> name.toLowerCase(Locale.ROOT));
        String inContainer = splitNames.computeIfAbsent(part + "/" + file.container(), key -> name);
        if (!inAll.equalsIgnoreCase(name) || !inContainer.equals(name)) {
            throw new DataException(file.where() + " lies in " + name + ", but other pictures of this split lie in "
                    + (inContainer.equals(name) ? inAll : inContainer)
                    + ": nothing says whether they are one split. Move them into one folder, or remove one");
        }
    }

    /** Whether this folder is one of a class. */
    boolean isClassFolder(TreeFile folder) {
        return folder.folders().size() == classDepth(folder);
    }

    /** Whether a file lies where only pictures are expected. */
    boolean isAmongPictures(TreeFile file) {
        return hasSplits
                ? SplitNames.indexIn(file.folders()) >= 0
                : file.folders().size() >= classDepth(file);
    }

    /** What a class folder is called, and in which split. */
    String splitAndClass(TreeFile folder) {
        return hasSplits
                ? SplitNames.of(folder.folders().get(classDepth(folder) - 2)).orElseThrow() + "/"
                        + folder.folders().get(classDepth(folder) - 1)
                : ImagePath.Part.NONE + "/" + folder.folders().get(classDepth(folder) - 1);
    }

    private int classDepth(TreeFile file) {
        if (!hasSplits) {
            return wrapper(file).size() + 1;
        }
        int split = SplitNames.indexIn(file.folders());
        return split < 0 ? Integer.MAX_VALUE : split + 2;
    }

    private List<String> wrapper(TreeFile file) {
        return wrappers.getOrDefault(file.container(), List.of());
    }

    private void check(TreeFile file) {
        List<String> folders = file.folders();
        int split = SplitNames.indexIn(folders);
        if (split < 0) {
            folders.stream().filter(SplitNames::isNear).findFirst().ifPresent(folder -> {
                throw new DataException(
                        file.where() + " lies in a folder " + folder + ", a name near that of a split, which "
                                + "is not guessed. Call it train, test or val; if it is a class, put all classes below train/; if it "
                                + "is neither, remove it");
            });
            if (hasSplits) {
                throw new DataException(
                        file.where() + " must lie below train/ or test/ like the other pictures. Move or remove it");
            }
            return;
        }
        if (SplitNames.indexIn(folders.subList(split + 1, folders.size())) >= 0) {
            throw new DataException(file.where() + " lies in two folders named after splits, one in the other. "
                    + WANTED + "; move the inner folder up, or remove it when it is a copy");
        }
    }

    /** Learns what wraps the pictures of a container. */
    private void widen(TreeFile file) {
        List<String> folders = file.folders();
        TreeFile first = witnesses.putIfAbsent(file.container(), file);
        List<String> known = wrappers.get(file.container());
        if (hasSplits) {
            List<String> before = folders.subList(0, SplitNames.indexIn(folders));
            if (known != null && !known.equals(before)) {
                throw new DataException(
                        first.where() + " and " + file.where() + " name their splits in different places ("
                                + "is one tree a copy of the other, or do folders of classes lie above train and test?). "
                                + WANTED
                                + ", all below one folder. Move them, or remove the copy");
            }
            wrappers.put(file.container(), before);
            return;
        }
        List<String> above = folders.subList(0, folders.size() - 1);
        wrappers.put(file.container(), known == null ? above : common(known, folders));
    }

    private static List<String> common(List<String> a, List<String> b) {
        int length = 0;
        while (length < Math.min(a.size(), b.size()) && a.get(length).equals(b.get(length))) {
            length++;
        }
        return a.subList(0, length);
    }

    private static ImagePath path(TreeFile file, ImagePath.Part part, String className, List<String> below) {
        return new ImagePath(file, part, className, List.copyOf(below));
    }

    private static void refuseClassless(TreeFile file) {
        throw new DataException(
                file.where() + " must lie in a folder named after its class, as in train/CLASS/" + file.name() + ". "
                        + WANTED + "; folders of classes above train and test are not read. Move or remove it");
    }

    /** Refuses a class that is none. */
    public static void checkClass(ImagePath path) {
        if (NO_CLASSES.contains(path.className().toLowerCase(Locale.ROOT))) {
            throw new DataException(
                    path.where() + " lies in a folder " + path.className() + " where that of its class should "
                            + "be: labels come from the names of folders, not from a table. " + WANTED
                            + "; sort the pictures into folders by class");
        }
    }
}
