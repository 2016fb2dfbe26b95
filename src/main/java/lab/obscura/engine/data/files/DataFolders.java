package lab.obscura.engine.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.DataException;

/**
 * The folders of a data directory by their ids: their names, composed. They are looked up and never made from an id, so an id is
 * never a path.
 */
public final class DataFolders {

    private final Map<String, List<Path>> folders;

    private DataFolders(Map<String, List<Path>> folders) {
        this.folders = folders;
    }

    /** What lies in the directory now; hidden folders are left out. */
    public static DataFolders in(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return new DataFolders(children.filter(Files::isDirectory)
                    .filter(child -> !ForeignNames.isHidden(PathNames.printable(child)))
                    .collect(Collectors.groupingBy(DataFolders::id, TreeMap::new, Collectors.toList())));
        }
    }

    /** All ids in order. */
    public List<String> ids() {
        return List.copyOf(folders.keySet());
    }

    /**
     * The folder of an id.
     *
     * @throws DataException when there is none, or more than one whose names differ in Unicode form only
     */
    public Path get(String id) {
        List<Path> found = folders.getOrDefault(PathNames.composed(id), List.of());
        if (found.isEmpty()) {
            throw new DataException(
                    "Data set " + id + " must be a folder of the data directory, there is none of this name");
        }
        if (found.size() > 1) {
            throw new DataException(
                    "Data set " + id + " is the name of " + found.size() + " folders, written in composed and "
                            + "decomposed letters (Unicode forms NFC and NFD). Rename or remove one");
        }
        if (PathNames.of(found.get(0)).isEmpty()) {
            throw new DataException("Data set " + id + ": the name of the folder must be UTF-8, holds other bytes ("
                    + id + "). Rename the folder");
        }
        return found.get(0);
    }

    private static String id(Path folder) {
        return PathNames.composed(PathNames.printable(folder));
    }
}
