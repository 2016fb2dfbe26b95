package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A file or folder of a data set, on disk or inside a zip file.
 *
 * @param where for messages: data set, zip file, entry
 * @param container the zip file it lies in; empty on disk
 * @param folders the folders above a file, or the folder itself; a zip file that is named after a split is one of them
 * @param name its file name; empty for folders
 * @param bytes reads the file
 */
record TreeFile(String where, String container, List<String> folders, String name, Supplier<byte[]> bytes) {

    TreeFile {
        folders = List.copyOf(folders);
    }

    /** The ending of its name in small letters, without the dot. */
    String extension() {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    boolean isPicture() {
        return ImagePath.isImage(name);
    }
}
