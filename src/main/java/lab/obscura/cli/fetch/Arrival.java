package lab.obscura.cli.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.DataException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Files that have arrived become a folder of the data directory: whole, or not at all. */
final class Arrival {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PublishedSet set;
    private final Path arrived;

    /** @param arrived the folder with the files as they came */
    Arrival(PublishedSet set, Path arrived) {
        this.set = set;
        this.arrived = arrived;
    }

    /**
     * Compares a file with what is published.
     *
     * @throws DataException when it is another
     */
    static void check(PublishedFile file, Path path) throws IOException {
        String md5 = md5(path);
        if (!md5.equals(file.md5())) {
            throw new DataException(path.getFileName() + " must be " + file + ", was " + Files.size(path)
                    + " bytes, md5 " + md5 + ": it is damaged, or another file of this name");
        }
    }

    /** Puts everything into its place. */
    void settle(Path folder) throws IOException {
        Path whole = arrived.resolve("whole");
        FileSystemUtils.deleteRecursively(whole);
        Files.createDirectories(whole);
        for (PublishedFile file : set.files()) {
            if (set.unpacked().isEmpty()) {
                Files.copy(arrived.resolve(file.name()), whole.resolve(file.name()));
            } else {
                unpack(arrived.resolve(file.name()), whole);
            }
        }
        Files.writeString(
                whole.resolve("dataset.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(set.facts()));
        Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(arrived);
    }

    private void unpack(Path archive, Path whole) throws IOException {
        Set<String> missing = new HashSet<>(set.unpacked());
        try (var tar = new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = Path.of(entry.getName()).getFileName().toString();
                if (entry.isFile() && missing.remove(name)) {
                    Files.copy(tar, whole.resolve(name));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new DataException(archive.getFileName() + " must hold "
                    + missing.stream().sorted().toList() + ", does not");
        }
    }

    private static String md5(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return DigestUtils.md5DigestAsHex(in);
        }
    }

    /** Whether a folder is there with something in it. */
    static boolean isThere(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isPresent();
        }
    }
}
