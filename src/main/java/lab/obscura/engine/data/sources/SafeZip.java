package lab.obscura.engine.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lab.obscura.engine.data.DataException;

/**
 * A zip file that may come from anywhere: entries are read into memory and never unpacked to disk, names that leave the archive
 * are refused, and so is what would grow beyond all measure.
 */
final class SafeZip implements AutoCloseable {

    private static final int MOST_ENTRIES = 500_000;
    private static final long LARGEST_ENTRY = 32L << 20;
    private static final long LARGEST_TOTAL = 4L << 30;

    /** Real archives of images hardly shrink at all; only beyond this size a high ratio is suspicious. */
    private static final long RATIO_MATTERS_FROM = 1L << 20;

    private static final long LARGEST_RATIO = 100;

    private final String name;
    private final ZipFile zip;
    private final List<? extends ZipEntry> entries;

    private SafeZip(String name, ZipFile zip, List<? extends ZipEntry> entries) {
        this.name = name;
        this.zip = zip;
        this.entries = entries;
    }

    static SafeZip open(String name, Path path) throws IOException {
        var zip = new ZipFile(path.toFile());
        try {
            if (zip.size() > MOST_ENTRIES) {
                throw new DataException(name + " must have at most " + MOST_ENTRIES + " entries, has " + zip.size()
                        + ". Split it into several zip files");
            }
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            check(name, entries);
            return new SafeZip(name, zip, entries);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Names of all entries, sorted. */
    List<String> names() {
        return entries.stream().map(ZipEntry::getName).toList();
    }

    byte[] read(String entryName) {
        ZipEntry entry = zip.getEntry(entryName);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            if (bytes.length != entry.getSize()) {
                throw new DataException(name + ": entry " + printable(entryName) + " must have " + entry.getSize()
                        + " bytes as its header says, but holds " + (bytes.length > entry.getSize() ? "more" : "fewer")
                        + ". Fetch the file again from a source you trust");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(
                    name + ": entry " + printable(entryName) + " is damaged: " + e.getMessage() + ". Fetch it again",
                    e);
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

    private static void check(String name, List<? extends ZipEntry> entries) {
        long total = 0;
        for (ZipEntry entry : entries) {
            String entryName = entry.getName();
            if (leavesTheArchive(entryName)) {
                throw new DataException(name + ": entry " + printable(entryName)
                        + " must be a path inside the archive, without .., drive or leading slash. "
                        + "Do not use this file; it was made to write outside its folder");
            }
            long packed = Math.max(1, entry.getCompressedSize());
            boolean swells = entry.getSize() > RATIO_MATTERS_FROM && entry.getSize() / packed > LARGEST_RATIO;
            total += entry.getSize();
            if (entry.getSize() < 0 || entry.getSize() > LARGEST_ENTRY || swells || total > LARGEST_TOTAL) {
                throw new DataException(name + ": entry " + printable(entryName) + " must unpack to at most "
                        + (LARGEST_ENTRY >> 20) + " MiB, at most " + LARGEST_RATIO + " times its packed size, and all "
                        + "entries together to at most " + (LARGEST_TOTAL >> 30) + " GiB; it unpacks from "
                        + entry.getCompressedSize() + " to " + entry.getSize()
                        + " bytes. Do not use this file; it looks like a decompression bomb");
            }
        }
    }

    private static boolean leavesTheArchive(String entryName) {
        return entryName.startsWith("/")
                || entryName.contains("\\")
                || entryName.matches("^[A-Za-z]:.*")
                || List.of(entryName.split("/")).contains("..");
    }

    /** Names in foreign archives may hold anything; messages show them on one line and not too long. */
    private static String printable(String entryName) {
        String oneLine = entryName.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 120 ? oneLine : oneLine.substring(0, 120) + "…";
    }
}
