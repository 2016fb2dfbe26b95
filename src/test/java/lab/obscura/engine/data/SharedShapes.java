package lab.obscura.engine.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import lab.obscura.engine.data.shapes.Shapes;

/**
 * The drawn shapes, once for all tests of a JVM: to draw them takes a second of the processor and to read them a quarter. They are drawn
 * by the program under test, never left from an earlier build.
 */
public final class SharedShapes {

    private static final Path FOLDER =
            Path.of("target", "test-shapes-" + System.getProperty("obscura.test.jvm", "jvm-1"));

    private static Datasets datasets;

    private SharedShapes() {}

    /** The catalog of a service without a folder of its own: nothing but shapes. Safe for use by several threads. */
    public static synchronized Datasets datasets() {
        if (datasets == null) {
            clear();
            datasets = new Datasets(FOLDER.resolve("none"), cache());
        }
        return datasets;
    }

    /** Where they are kept; there when they were asked for once. */
    public static Path cache() {
        return FOLDER.resolve("cache");
    }

    /** Puts them where another service, worker or attempt keeps what was drawn; makes the folder. */
    public static void into(Path cache) {
        datasets().find(Shapes.ID);
        String file = Shapes.VERSION + ".pixels";
        try {
            Files.copy(
                    cache().resolve(file),
                    Files.createDirectories(cache).resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear() {
        if (!Files.isDirectory(cache())) {
            return;
        }
        try (Stream<Path> files = Files.list(cache())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
