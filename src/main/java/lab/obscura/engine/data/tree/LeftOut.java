package lab.obscura.engine.data.tree;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.obscura.engine.data.images.DataException;

/** Refuses what would be left out of a tree of pictures without a word: unread kinds of pictures, archives, classes without pictures. */
public final class LeftOut {

    private static final Pattern ARCHIVE = Pattern.compile(
            "(?i).*\\.(tar|tgz|tbz2?|txz|tar\\.\\w+|7z|rar|lzma|z\\d\\d|\\d\\d\\d|iso|cab|arj|lzh|zipx)");

    private static final Set<String> PICTURES = Set.of(
            "tif",
            "tiff",
            "webp",
            "heic",
            "heif",
            "avif",
            "jp2",
            "j2k",
            "jpx",
            "jxl",
            "jxr",
            "ppm",
            "pgm",
            "pbm",
            "pnm",
            "pam",
            "dcm",
            "dicom",
            "nii",
            "nrrd",
            "mha",
            "raw",
            "dng",
            "cr2",
            "cr3",
            "nef",
            "arw",
            "orf",
            "rw2",
            "exr",
            "hdr",
            "tga",
            "psd",
            "svg",
            "ico",
            "pcx",
            "svs",
            "ndpi",
            "apng",
            "jfif",
            "jpe",
            "dib",
            "xcf",
            "fits",
            "bil",
            "bin",
            "npy",
            "npz",
            "mat",
            "pkl",
            "pickle",
            "pt",
            "pth",
            "h5",
            "hdf5",
            "tfrecord",
            "tfrecords",
            "parquet",
            "arrow",
            "lmdb",
            "mdb",
            "mp4",
            "avi",
            "mov",
            "mkv",
            "webm",
            "mpg",
            "mpeg");

    private static final Set<String> TEXTS = Set.of(
            "txt", "csv", "tsv", "json", "jsonl", "xml", "yaml", "yml", "toml", "md", "rst", "html", "htm", "css",
            "pdf", "ini", "cfg", "conf", "log", "url", "bib", "rtf", "doc", "docx", "xls", "xlsx", "ods", "odt", "py",
            "m", "r", "ipynb", "sh", "bat", "names", "md5", "sha256");

    private static final Set<String> TEXT_NAMES =
            Set.of("readme", "license", "licence", "copying", "citation", "changelog", "notice", "makefile", "authors");

    private LeftOut() {}

    /** Archives hide pictures, wherever they lie. */
    public static void checkArchives(List<TreeFile> files) {
        for (TreeFile file : files) {
            boolean inner = !file.container().isEmpty() && file.extension().equals("zip");
            if (inner || ARCHIVE.matcher(file.name()).matches()) {
                throw new DataException(
                        file.where() + " is an archive, which is read only when it is a zip file in the folder "
                                + "of the data set. Unpack it there, or remove it");
            }
        }
    }

    /** Among pictures lie only pictures and texts, and every folder of a class holds some. */
    public static void check(FileTree tree, Layout layout, Collection<ImagePath> placed) {
        tree.files().stream()
                .filter(file -> !file.isPicture() && layout.isAmongPictures(file) && !isText(file))
                .findFirst()
                .ifPresent(LeftOut::refuse);
        Set<String> full = placed.stream()
                .map(path -> path.part() + "/" + path.className())
                .collect(Collectors.toCollection(TreeSet::new));
        tree.folders().stream()
                .filter(folder -> layout.isClassFolder(folder) && !full.contains(layout.splitAndClass(folder)))
                .findFirst()
                .ifPresent(folder -> {
                    throw new DataException(
                            folder.where() + " stands where folders of classes do and holds no picture (.png, "
                                    + ".jpg, .jpeg, .bmp, .gif). Add its pictures, or remove it");
                });
    }

    /** Says what to do with files of a kind that is not read. */
    private static void refuse(TreeFile file) {
        String kind = PICTURES.contains(file.extension())
                ? " is of a kind that is not read (." + file.extension()
                        + "). Convert it to PNG (ImageMagick: mogrify -format " + "png *." + file.extension() + ")"
                : " is neither a picture (.png, .jpg, .jpeg, .bmp, .gif) nor a text. If it is a picture, convert it to PNG or "
                        + "give it its ending";
        throw new DataException(file.where() + kind + ", or remove it");
    }

    private static boolean isText(TreeFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return name.contains(".") ? TEXTS.contains(file.extension()) : TEXT_NAMES.contains(name);
    }
}
