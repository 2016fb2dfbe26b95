package lab.obscura.engine.data.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.pictures.PictureReader;

/**
 * A file or folder of a data set, on disk or inside a zip file. There may be many, so it holds little of its own.
 *
 * @param holder where it lies
 * @param path its place there
 * @param folders the folders above a file, or the folder itself; a zip file that is named after a split is one of them
 * @param name its file name; empty for folders
 */
public record TreeFile(Holder holder, String path, List<String> folders, String name) {

    /** Annotations of half a million pictures are smaller. */
    private static final int LARGEST_TEXT = 16 << 20;

    /** For messages: data set, zip file, entry. */
    public String where() {
        return holder.where(path);
    }

    /** Its folders and its name, as in {@code train/cat/1.png}, wherever it lies. */
    public String named() {
        return String.join("/", folders) + (folders.isEmpty() ? "" : "/") + name;
    }

    /** The zip file it lies in; empty on disk. */
    String container() {
        return holder.container();
    }

    /** The ending of its name in small letters, without the dot. */
    String extension() {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public boolean isPicture() {
        return ImagePath.isImage(name);
    }

    /** All bytes of a text. */
    byte[] text() {
        try (InputStream in = holder.open(path)) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new DataException(where() + " must be a text file of at most " + (LARGEST_TEXT >> 20)
                        + " MiB, is larger. Remove it, or give it another name");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(where() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Opens a picture, to be closed by the caller. */
    public PictureReader picture(int sampleMaximum) {
        return holder.picture(path, sampleMaximum);
    }

    /** Whether two files hold the same bytes. */
    public boolean holdsTheSameAs(TreeFile other) {
        byte[] a = new byte[1 << 13];
        byte[] b = new byte[1 << 13];
        try (InputStream one = holder.open(path);
                InputStream two = other.holder.open(other.path)) {
            int length;
            do {
                length = one.readNBytes(a, 0, a.length);
                if (length != two.readNBytes(b, 0, b.length) || !Arrays.equals(a, 0, length, b, 0, length)) {
                    return false;
                }
            } while (length > 0);
            return true;
        } catch (IOException e) {
            throw new DataException(where() + " and " + other.where() + " cannot be compared: " + e.getMessage(), e);
        }
    }
}
