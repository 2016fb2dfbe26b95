package lab.obscura.engine.data.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a file is, by its first bytes; its name says nothing about that. */
enum PictureKind {
    PNG,
    JPEG,
    BMP,
    GIF;

    /** As many bytes as are looked at. */
    static final int HEAD = 64;

    /** Beginnings of what people find under the names of pictures. */
    private static final Map<String, String> FOREIGN = new TreeMap<>(Map.ofEntries(
            Map.entry("II*\0", "a TIFF"),
            Map.entry("MM\0*", "a TIFF"),
            Map.entry("II+\0", "a BigTIFF"),
            Map.entry("MM\0+", "a BigTIFF"),
            Map.entry("\u00ff\n", "a JPEG XL"),
            Map.entry("\0\0\0\fJXL ", "a JPEG XL"),
            Map.entry("\0\0\0\fjP  ", "a JPEG 2000"),
            Map.entry("\u00ffO\u00ffQ", "a JPEG 2000"),
            Map.entry("\0\0\1\0", "an icon (ICO)"),
            Map.entry("8BPS", "a Photoshop document"),
            Map.entry("%PDF", "a PDF"),
            Map.entry("PK\3\4", "a zip file"),
            Map.entry("\u001f\u008b", "a gzip file"),
            Map.entry("Rar!", "a RAR file"),
            Map.entry("7z\u00bc\u00af", "a 7z file"),
            Map.entry("SIMPLE  =", "a FITS file"),
            Map.entry("\u0089HDF", "an HDF5 file"),
            Map.entry("\u0093NUMPY", "a NumPy array"),
            Map.entry("qoif", "a QOI"),
            Map.entry("DDS ", "a DDS texture"),
            Map.entry("v/1\1", "an OpenEXR"),
            Map.entry("#?RADIANCE", "a Radiance HDR"),
            Map.entry(
                    "version https://git-lfs", "a pointer of Git LFS, not the file itself (git lfs pull fetches it)")));

    /** @param head the first {@link #HEAD} bytes, or all when there are fewer */
    static PictureKind of(byte[] head) throws IOException {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("BM")) {
            return BMP;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        throw new UnreadablePicture(
                "must be a PNG, JPEG, BMP or GIF picture, is " + foreign(text) + ". Save it as PNG, or remove it");
    }

    private static String foreign(String text) {
        if (text.isEmpty()) {
            return "empty";
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "a WebP";
        }
        if (text.startsWith("ftyp", 4)) {
            return container(text.substring(8, Math.min(text.length(), 32)));
        }
        String words = text.replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "").toLowerCase(Locale.ROOT);
        if (words.startsWith("<!doctype html") || words.startsWith("<html") || words.startsWith("<head")) {
            return "a web page (HTML)";
        }
        if (words.startsWith("<svg") || words.startsWith("<?xml") || words.startsWith("<!--")) {
            return "SVG or other XML";
        }
        if (words.matches("(?s)p[1-7]\\s.*")) {
            return "a PNM (PPM, PGM, PBM)";
        }
        return FOREIGN.entrySet().stream()
                .filter(entry -> text.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("none");
    }

    /** The brands of the ISO base media format. */
    private static String container(String brands) {
        if (brands.contains("avif") || brands.contains("avis")) {
            return "an AVIF";
        }
        if (brands.matches("(?s).*(heic|heix|hevc|mif1|msf1|heim|heis).*")) {
            return "a HEIC (HEIF)";
        }
        return brands.startsWith("crx") ? "a raw photo (CR3)" : "a video (MP4, MOV)";
    }
}
