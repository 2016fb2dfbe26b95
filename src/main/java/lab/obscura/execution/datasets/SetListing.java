package lab.obscura.execution.datasets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ContentHash;

/**
 * A data set as the service has it.
 *
 * @param dataHash of its content, as runs are pinned to
 * @param side rows and columns of its images; 0 where they are not square
 * @param folders below its own, empty ones too: they may be classes
 * @param files of it; none where it is drawn
 */
record SetListing(String id, String dataHash, int side, List<String> folders, List<File> files) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    SetListing {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
        Stream.concat(
                        Stream.of(id),
                        Stream.concat(folders.stream(), files.stream().map(File::name)))
                .filter(SetListing::leaves)
                .findFirst()
                .ifPresent(name -> {
                    throw new DataRefusedException("The service names a file of data set " + id
                            + " that would lie outside its folder. Worker and service must be of the same version");
                });
    }

    /**
     * One of its files.
     *
     * @param name below its folder, with {@code /} between its parts
     * @param sha256 in hexadecimal
     */
    record File(String name, long bytes, String sha256) {

        File {
            if (bytes < 0 || !HASH.matcher(sha256).matches()) {
                throw new DataRefusedException("The service lists a file without size and SHA-256: " + name
                        + ". Worker and service must be of the same version");
            }
        }
    }

    /** What the service says is not trusted with places of this host. */
    private static boolean leaves(String name) {
        return name.startsWith("/")
                || Stream.of(name.split("/", -1))
                        .anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."))
                || name.chars().anyMatch(Character::isISOControl)
                || name.contains("\\");
    }

    long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    /** Equal for equal files under equal names. */
    String key() {
        MessageDigest digest = ContentHash.sha256();
        folders.stream().sorted().forEach(folder -> add(digest, folder));
        files.stream()
                .map(file -> file.sha256() + " " + file.bytes() + " " + file.name())
                .sorted()
                .forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
