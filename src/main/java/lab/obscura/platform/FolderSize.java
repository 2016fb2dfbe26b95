package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much lies under a folder. */
public final class FolderSize {

    private FolderSize() {}

    /** Bytes of all files below a folder, or of a file; 0 where there is none. What goes meanwhile does not count. */
    public static long of(Path place) {
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.map(Path::toFile)
                    .mapToLong(file -> file.isFile() ? file.length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return 0;
        }
    }
}
