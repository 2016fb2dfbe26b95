package lab.obscura.engine.data.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.files.SafeZip;
import lab.obscura.engine.data.images.DataException;

/** All files and folders of a data set; those inside zip files stand where their zip file lies. */
public final class FileTree implements AutoCloseable {

    private final SafeFiles source;
    private final Holder onDisk;
    private final List<SafeZip> zips = new ArrayList<>();
    private final List<TreeFile> files = new ArrayList<>();
    private final List<TreeFile> folders = new ArrayList<>();

    /** Thousands of files lie in one folder: its steps are held once. */
    private final Map<String, List<String>> shared = new HashMap<>();

    private FileTree(SafeFiles source) {
        this.source = source;
        this.onDisk = new FolderHolder(source);
    }

    public static FileTree of(SafeFiles source) {
        var tree = new FileTree(source);
        try {
            source.folders().forEach(folder -> tree.folders.add(new TreeFile(tree.onDisk, folder, steps(folder), "")));
            source.entries().forEach(tree::add);
            return tree;
        } catch (RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    public List<TreeFile> files() {
        return files;
    }

    /** Empty ones too. */
    List<TreeFile> folders() {
        return folders;
    }

    @Override
    public void close() {
        zips.forEach(SafeZip::close);
    }

    public static boolean isZip(SafeFiles.Entry entry) {
        return entry.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void add(SafeFiles.Entry entry) {
        if (isZip(entry)) {
            SafeZip zip = source.zip(entry);
            zips.add(zip);
            addAll(entry, zip);
        } else {
            files.add(file(onDisk, List.of(), entry.name()));
        }
    }

    private void addAll(SafeFiles.Entry entry, SafeZip zip) {
        var holder = new ZipHolder(source.describe(entry), zip);
        List<String> above = new ArrayList<>(steps(entry.name()));
        above.remove(above.size() - 1);
        splitOfName(entry, zip, above).ifPresent(above::add);
        zip.folders().forEach(folder -> folders.add(new TreeFile(holder, folder, joined(above, steps(folder)), "")));
        zip.names().forEach(name -> files.add(file(holder, above, name)));
    }

    /** A zip file whose name says the split, when neither the folders around it nor those in it do. */
    private Optional<String> splitOfName(SafeFiles.Entry entry, SafeZip zip, List<String> above) {
        List<String> pictures = zip.names().stream().filter(ImagePath::isImage).toList();
        boolean saidInside = SplitNames.indexIn(above) >= 0
                || pictures.stream().anyMatch(name -> SplitNames.indexIn(folders(name)) >= 0);
        Optional<ImagePath.Part> named = SplitNames.ofArchive(entry.baseName());
        if (named.isEmpty() && !saidInside && !pictures.isEmpty() && SplitNames.isNearArchive(entry.baseName())) {
            throw new DataException(
                    source.describe(entry) + " has a name near that of a split, and there is none in it. "
                            + "Name it train.zip, test.zip or val.zip, or pack it with folders train/CLASS/file");
        }
        if (named.isPresent() && !saidInside) {
            pictures.stream()
                    .filter(name -> folders(name).size() != 1)
                    .findFirst()
                    .ifPresent(name -> {
                        throw new DataException(
                                source.describe(entry) + "!" + name + " must be CLASS/file, since the zip file "
                                        + "alone names the split. Pack it as "
                                        + entry.baseName().replaceAll("\\W.*", "")
                                        + "/CLASS/file");
                    });
            return named.map(part -> part.folder());
        }
        named.ifPresent(part -> pictures.forEach(name -> refuseOther(entry, name, part)));
        return Optional.empty();
    }

    private void refuseOther(SafeFiles.Entry entry, String name, ImagePath.Part part) {
        List<String> folders = folders(name);
        int at = SplitNames.indexIn(folders);
        if (at >= 0 && SplitNames.of(folders.get(at)).orElseThrow() != part) {
            throw new DataException(source.describe(entry) + "!" + name + " lies in a folder " + folders.get(at)
                    + ", but the zip file is named after another split. Rename the zip file");
        }
    }

    private TreeFile file(Holder holder, List<String> above, String path) {
        String name = PathNames.composed(path.substring(path.lastIndexOf('/') + 1));
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        String key = holder.container() + "!" + folder;
        List<String> folders = shared.computeIfAbsent(
                key, unknown -> List.copyOf(folder.isEmpty() ? above : joined(above, steps(folder))));
        return new TreeFile(holder, path, folders, name);
    }

    private static List<String> folders(String path) {
        List<String> steps = steps(path);
        return steps.subList(0, steps.size() - 1);
    }

    private static List<String> joined(List<String> above, List<String> below) {
        var all = new ArrayList<>(above);
        all.addAll(below);
        return all;
    }

    /** Names are compared composed: a folder from a Mac and one from Linux are one class. */
    private static List<String> steps(String path) {
        return List.of(PathNames.composed(path).split("/"));
    }
}
