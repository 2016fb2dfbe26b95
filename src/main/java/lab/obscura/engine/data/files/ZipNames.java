package lab.obscura.engine.data.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.settings.PlainText;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Names of entries in zip files of any origin. They are UTF-8, with the flag that says so or without (macOS), or of code page 437
 * (Windows Explorer; its letters are those of code page 850), or stand in an extra field in UTF-8. Backslashes (.NET, PowerShell 5)
 * part folders as slashes do.
 */
final class ZipNames {

    private static final int LONGEST_SHOWN = 120;

    private ZipNames() {}

    /**
     * The path of an entry, with {@code /} between its parts and behind a folder.
     *
     * @param zip for messages
     * @throws DataException when the name cannot be decoded, or leaves the archive
     */
    public static String of(String zip, ZipArchiveEntry entry) {
        String decoded = decoded(entry).orElseThrow(() -> undecodable(zip, entry));
        String name = decoded.replace('\\', '/');
        if (leavesTheArchive(name)) {
            throw new DataException(zip + ": entry " + printable(decoded)
                    + " must be a path inside the archive, without .., drive or leading slash. "
                    + "Do not use this file; it was made to write outside its folder");
        }
        String path = Stream.of(name.split("/"))
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .collect(Collectors.joining("/"));
        return name.endsWith("/") ? path + "/" : path;
    }

    /** Names in foreign archives may hold anything; messages show them on one line and not too long. */
    public static String printable(String name) {
        String oneLine = PlainText.line(name);
        return oneLine.length() <= LONGEST_SHOWN ? oneLine : oneLine.substring(0, LONGEST_SHOWN) + "…";
    }

    private static Optional<String> decoded(ZipArchiveEntry entry) {
        if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField field
                && field.getNameCRC32() == checksum(entry.getRawName())) {
            return PathNames.utf8(field.getUnicodeName());
        }
        Optional<String> utf8 = PathNames.utf8(entry.getRawName());
        boolean saysUtf8 = entry.getGeneralPurposeBit().usesUTF8ForNames();
        return utf8.isPresent() || saysUtf8
                ? utf8
                : Optional.of(new String(entry.getRawName(), Charset.forName("IBM437")))
                        .filter(ZipNames::isPlausible);
    }

    /** The field names the entry only while its name is the one that the field was made for. */
    private static long checksum(byte[] name) {
        var checksum = new CRC32();
        checksum.update(name);
        return checksum.getValue();
    }

    /** Names of other code pages, read as 437, become Greek letters, frames and signs of mathematics. */
    private static boolean isPlausible(String name) {
        return name.chars()
                .filter(c -> c >= 0x80)
                .allMatch(c -> (Character.isLowerCase(c) || Character.isUpperCase(c))
                        && Character.getType(c) != Character.MODIFIER_LETTER
                        && Character.getType(c) != Character.OTHER_LETTER
                        && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
    }

    private static DataException undecodable(String zip, ZipArchiveEntry entry) {
        String shown = printable(new String(entry.getRawName(), StandardCharsets.US_ASCII));
        return new DataException(
                zip + ": the name of entry " + shown + " must be UTF-8 or of code page 437, is in another "
                        + "encoding. Unpack it where it was made and pack it again with names in UTF-8 (7-Zip: parameter cu=on)");
    }

    private static boolean leavesTheArchive(String name) {
        return name.startsWith("/")
                || name.matches("(?s)^[A-Za-z]:.*")
                || List.of(name.split("/")).contains("..");
    }
}
