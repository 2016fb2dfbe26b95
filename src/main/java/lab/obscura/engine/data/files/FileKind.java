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
            signature(0, "\u0089PNG\r\n\u001a\n", new FileKind("a PNG picture", true, "Name it .png")),
            signature(0, "\u00ff\u00d8\u00ff", new FileKind("a JPEG picture", true, "Name it .jpg")),
            signature(0, "GIF8", new FileKind("a GIF picture", true, "Name it .gif")),
            signature(0, "\u001f\u008b", new FileKind("a gzip file", false, UNPACK)),
            signature(0, "PK\u0003\u0004", new FileKind("a zip file", false, "Name it .zip")),
            signature(0, "PK\u0005\u0006", new FileKind("an empty zip file", false, "Fetch it again")),
            signature(0, "Rar!", new FileKind("a RAR archive", false, UNPACK)),
            signature(0, "7z\u00bc\u00af\u0027\u001c", new FileKind("a 7z archive", false, UNPACK)),
            signature(0, "\u00fd7zXZ", new FileKind("an xz file", false, UNPACK)),
            signature(0, "BZh", new FileKind("a bzip2 file", false, UNPACK)),
            signature(0, "\u0028\u00b5\u002f\u00fd", new FileKind("a Zstandard file", false, UNPACK)),
            signature(257, "ustar", new FileKind("a tar archive", false, UNPACK)),
            signature(0, "II*\0", new FileKind("a TIFF picture", false, CONVERT)),
            signature(0, "MM\0*", new FileKind("a TIFF picture", false, CONVERT)),
            signature(8, "WEBP", new FileKind("a WebP picture", false, CONVERT)),
            signature(4, "ftyp", new FileKind("a HEIC, AVIF or MP4 file", false, CONVERT)),
            signature(128, "DICM", new FileKind("a DICOM picture", false, CONVERT)),
            signature(0, "\0\0\0\fjP", new FileKind("a JPEG 2000 picture", false, CONVERT)),
            signature(0, "\u0093NUMPY", new FileKind("a numpy array", false, PYTHON)),
            signature(0, "MATLAB 5.0", new FileKind("a MATLAB file", false, PYTHON)),
            signature(0, "\u0089HDF", new FileKind("an HDF5 file", false, PYTHON)),
            signature(0, "PAR1", new FileKind("a Parquet file", false, PYTHON)),
            signature(0, "\u0080\u0002", new FileKind("a Python pickle", false, PYTHON)),
            signature(0, "\u0080\u0003", new FileKind("a Python pickle", false, PYTHON)),
            signature(0, "\u0080\u0004", new FileKind("a Python pickle", false, PYTHON)),
            signature(0, "%PDF", new FileKind("a PDF document", false, "Remove it")),
            signature(
                    0,
                    "version https://git-lfs",
                    new FileKind("a pointer of Git LFS instead of the file", false, "Run git lfs pull")),
            signature(0, "<!DOCTYPE", new FileKind("a web page", false, "Fetch the file itself")),
            signature(0, "<!doctype", new FileKind("a web page", false, "Fetch the file itself")),
            signature(0, "<html", new FileKind("a web page", false, "Fetch the file itself")));

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

    private static Signature signature(int at, String bytes, FileKind kind) {
        return new Signature(at, bytes, kind);
    }
}
