package lab.obscura.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.engine.run.folder.ExitCode;

/** Tokens by the service that they are for, one to a line, in a file that its owner alone may read. A token goes to no other service. */
record TokenFile(Path path) {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    /** Where {@code OBSCURA_TOKEN_FILE} says, else where programs keep their settings. */
    static TokenFile of(Map<String, String> environment) {
        String named = environment.getOrDefault("OBSCURA_TOKEN_FILE", "");
        if (!named.isEmpty()) {
            return new TokenFile(Path.of(named));
        }
        String settings = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = settings.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", ".")).resolve(".config")
                : Path.of(settings);
        return new TokenFile(folder.resolve("obscura").resolve("tokens"));
    }

    /** The token for the service at this address. */
    Optional<String> token(String url) {
        return lines().stream()
                .filter(line -> line.startsWith(url + " "))
                .map(line -> line.substring(url.length() + 1).strip())
                .findFirst();
    }

    private List<String> lines() {
        try {
            if (!Files.exists(path)) {
                return List.of();
            }
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                throw new NotDone(
                        ExitCode.SETTINGS,
                        "Others can read the tokens in " + path + ". Take that right away: chmod 600 " + path);
            }
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all, and never readable by others. */
    void put(String url, String token) {
        List<String> all = Stream.concat(
                        lines().stream().filter(line -> !line.startsWith(url + " ")), Stream.of(url + " " + token))
                .toList();
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(
                    folder,
                    "tokens",
                    ".partial",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(partial, all);
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
