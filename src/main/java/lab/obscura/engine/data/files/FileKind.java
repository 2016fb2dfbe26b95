package lab.obscura.engine.data.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a file is by its first bytes, whatever it is called: for messages that say more than "another format".
 *
 * @param name in words, as in "a gzip file"
 * @param picture whether it is a picture that is read
 * @param wayOut what to do with it
 */
public record FileKind(String name, boolean picture, String wayOut) {

    /** How many bytes are needed to tell. */
    public static final int HEAD = 512;

    private static final String UNPACK = "Unpack it";
    private static final String CONVERT = "Convert it to PNG";
    private static final String PYTHON =
            "Fetch the binary version of the data set, or write its pictures as train/CLASS/file.png";

    private record Signature(int at, String bytes, FileKind kind) {

        boolean matches(String head) {
            return head.startsWith(bytes, at);
        }
    }

    /** Bytes as characters of Latin-1. */
    private static final List<Signature> SIGNATURES = List.of(
            readable(0, "\u0089PNG\r\n\u001a\n", "a PNG picture", "Name it .png"),
            readable(0, "\u00ff\u00d8\u00ff", "a JPEG picture", "Name it .jpg"),
            readable(0, "GIF8", "a GIF picture", "Name it .gif"),
            foreign(0, "\u001f\u008b", "a gzip file", UNPACK),
            foreign(0, "PK\u0003\u0004", "a zip file", "Name it .zip"),
            foreign(0, "PK\u0005\u0006", "an empty zip file", "Fetch it again"),
            foreign(0, "Rar!", "a RAR archive", UNPACK),
            foreign(0, "7z\u00bc\u00af\u0027\u001c", "a 7z archive", UNPACK),
            foreign(0, "\u00fd7zXZ", "an xz file", UNPACK),
            foreign(0, "BZh", "a bzip2 file", UNPACK),
            foreign(0, "\u0028\u00b5\u002f\u00fd", "a Zstandard file", UNPACK),
            foreign(257, "ustar", "a tar archive", UNPACK),
            foreign(0, "II*\0", "a TIFF picture", CONVERT),
            foreign(0, "MM\0*", "a TIFF picture", CONVERT),
            foreign(8, "WEBP", "a WebP picture", CONVERT),
            foreign(4, "ftyp", "a HEIC, AVIF or MP4 file", CONVERT),
            foreign(128, "DICM", "a DICOM picture", CONVERT),
            foreign(0, "\0\0\0\fjP", "a JPEG 2000 picture", CONVERT),
            foreign(0, "\u0093NUMPY", "a numpy array", PYTHON),
            foreign(0, "MATLAB 5.0", "a MATLAB file", PYTHON),
            foreign(0, "\u0089HDF", "an HDF5 file", PYTHON),
            foreign(0, "PAR1", "a Parquet file", PYTHON),
            foreign(0, "\u0080\u0002", "a Python pickle", PYTHON),
            foreign(0, "\u0080\u0003", "a Python pickle", PYTHON),
            foreign(0, "\u0080\u0004", "a Python pickle", PYTHON),
            foreign(0, "%PDF", "a PDF document", "Remove it"),
            foreign(0, "version https://git-lfs", "a pointer of Git LFS instead of the file", "Run git lfs pull"),
            foreign(0, "<!DOCTYPE", "a web page", "Fetch the file itself"),
            foreign(0, "<!doctype", "a web page", "Fetch the file itself"),
            foreign(0, "<html", "a web page", "Fetch the file itself"));

    /** The kind of a file that begins with these bytes; empty when they say nothing. */
    public static Optional<FileKind> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(text))
                .map(Signature::kind)
                .findFirst();
    }

    /** ". It is a gzip file. Unpack it", or what to do when the bytes say nothing. */
    public static String sentence(byte[] head, String otherwise) {
        return of(head).map(kind -> "it is " + kind.name() + ". " + kind.wayOut())
                .orElse(otherwise);
    }

    /** A kind that is read where it is expected. */
    private static Signature readable(int at, String bytes, String name, String wayOut) {
        return new Signature(at, bytes, new FileKind(name, true, wayOut));
    }

    private static Signature foreign(int at, String bytes, String name, String wayOut) {
        return new Signature(at, bytes, new FileKind(name, false, wayOut));
    }
}
