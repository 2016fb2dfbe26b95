package lab.obscura.engine.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import lab.obscura.engine.data.images.DataException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * A zip file that may come from anywhere: entries are read into memory and never unpacked to disk, names that leave the archive
 * are refused, and so is what would grow beyond all measure or cannot be read for certain.
 */
public final class SafeZip implements AutoCloseable {

    private static final int MOST_ENTRIES = 500_000;
    private static final long LARGEST_ENTRY = 32L << 20;
    private static final long LARGEST_TOTAL = 4L << 30;

    /** Real archives of images hardly shrink at all; only beyond this size a high ratio is suspicious. */
    private static final long RATIO_MATTERS_FROM = 1L << 20;

    private static final long LARGEST_RATIO = 100;

    private final String name;
    private final ZipFile zip;
    private final SortedMap<String, ZipArchiveEntry> files = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>();

    private SafeZip(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    public static SafeZip open(String name, Path path) throws IOException {
        if (ZipEntries.announced(path) > MOST_ENTRIES) {
            throw tooMany(name);
        }
        var zip = ZipFile.builder().setPath(path).setIgnoreLocalFileHeader(true).get();
        var safe = new SafeZip(name, zip);
        try {
            safe.index();
            return safe;
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Names of all files in it, sorted; hidden ones are left out. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** All folders in it, empty ones too; hidden ones are left out. */
    public List<String> folders() {
        return List.copyOf(folders);
    }

    public byte[] read(String entryName) {
        ZipArchiveEntry entry = files.get(entryName);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            if (bytes.length != entry.getSize()) {
                throw new DataException(shown(entryName) + " must have " + entry.getSize()
                        + " bytes as its header says, but holds " + (bytes.length > entry.getSize() ? "more" : "fewer")
                        + ". Fetch the file again from a source you trust");
            }
            var checksum = new CRC32();
            checksum.update(bytes);
            if (checksum.getValue() != entry.getCrc()) {
                throw new DataException(shown(entryName)
                        + String.format(
                                Locale.ROOT,
                                " must have the checksum %08x, has %08x: it is damaged. ",
                                entry.getCrc(),
                                checksum.getValue())
                        + "Fetch the file again");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(shown(entryName) + " is damaged: " + e.getMessage() + ". Fetch it again", e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new DataException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private void index() {
        long total = 0;
        int count = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (++count > MOST_ENTRIES) {
                throw tooMany(name);
            }
            String path = ZipNames.of(name, entry);
            if (path.isEmpty() || path.equals("/") || ForeignNames.isHidden(List.of(path.split("/")))) {
                continue;
            }
            addFolders(path);
            if (path.endsWith("/")) {
                continue;
            }
            checkKind(path, entry);
            total += entry.getSize();
            checkSize(path, entry, total);
            if (files.put(path, entry) != null) {
                throw new DataException(
                        shown(path) + " is there twice, and nothing says which of the two is meant. Pack it again");
            }
        }
    }

    private static DataException tooMany(String name) {
        return new DataException(
                name + " must have at most " + MOST_ENTRIES + " entries, has more. Split it into several zip files");
    }

    private void addFolders(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash));
        }
    }

    private void checkKind(String path, ZipArchiveEntry entry) {
        ForeignNames.objection(List.of(path.split("/"))).ifPresent(why -> {
            throw new DataException(shown(path) + " " + why);
        });
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new DataException(shown(path) + " is encrypted. Unpack it and pack it again without a password");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
            throw new DataException(shown(path) + " must be stored or packed with Deflate, is packed with "
                    + (method == null ? "method " + entry.getMethod() : method) + ". Pack it again with Deflate");
        }
        if (entry.isUnixSymlink()) {
            throw new DataException(
                    shown(path) + " is a link. Pack it again with the files themselves (zip without -y)");
        }
        if (entry.getDiskNumberStart() > 0) {
            throw new DataException(shown(path)
                    + " lies in another part of a split archive. Join the parts (zip -s 0 parts.zip --out all.zip)");
        }
    }

    private void checkSize(String path, ZipArchiveEntry entry, long total) {
        long packed = Math.max(1, entry.getCompressedSize());
        boolean swells = entry.getSize() > RATIO_MATTERS_FROM && entry.getSize() / packed > LARGEST_RATIO;
        if (entry.getSize() < 0 || entry.getSize() > LARGEST_ENTRY || swells || total > LARGEST_TOTAL) {
            throw new DataException(shown(path) + " must unpack to at most " + (LARGEST_ENTRY >> 20) + " MiB, at most "
                    + LARGEST_RATIO + " times its packed size, and all entries together to at most "
                    + (LARGEST_TOTAL >> 30) + " GiB; it unpacks from " + entry.getCompressedSize() + " to "
                    + entry.getSize() + " bytes. Do not use this file; it looks like a decompression bomb");
        }
    }

    private String shown(String entryName) {
        return name + ": entry " + ZipNames.printable(entryName);
    }
}
