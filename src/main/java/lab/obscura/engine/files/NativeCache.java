package lab.obscura.engine.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where JavaCPP unpacks native libraries. By itself it takes {@code ~/.javacpp/cache}, and makes a folder called {@code ?} where the user
 * has no home.
 */
public final class NativeCache {

    /** The property that names the place. */
    public static final String PLACE = "org.bytedeco.javacpp.cachedir";

    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);
    private static final String HOME = "user.home";

    private NativeCache() {}

    /** Takes the other place where the user has no home that can be written. To be called before JavaCPP is touched. */
    public static void choose(Path otherwise) {
        if (System.getProperty(PLACE) == null && !isUsable(System.getProperty(HOME, ""))) {
            System.setProperty(PLACE, otherwise.toAbsolutePath().toString());
        }
    }

    static boolean isUsable(String home) {
        Path path = Path.of(home);
        return path.isAbsolute() && Files.isDirectory(path) && Files.isWritable(path);
    }

    static Path place() {
        String named = System.getProperty(PLACE);
        return named == null ? Path.of(System.getProperty(HOME), ".javacpp", "cache") : Path.of(named);
    }

    /**
     * Loads libraries. Whoever comes first unpacks them, which takes seconds, and others wait until that is done; afterwards nobody waits for
     * anybody.
     *
     * @param libraries a name that changes with what is unpacked
     */
    public static synchronized void load(String libraries, Runnable loading) {
        Path place = place();
        Path whole = place.resolve("unpacked-" + libraries);
        if (Files.exists(whole)) {
            loading.run();
            return;
        }
        try (FileChannel held = locked(place)) {
            loading.run();
            WholeFile.write(whole, new byte[0]);
            LOG.debug("event=libraries-unpacked place={} lock={}", place, held);
        } catch (IOException e) {
            LOG.warn("event=native-cache-not-locked place={} cause=\"{}\"", place, e.getMessage());
            loading.run(); // JavaCPP chooses another place, or says why it cannot
        }
    }

    private static FileChannel locked(Path place) throws IOException {
        Files.createDirectories(place);
        FileChannel channel =
                FileChannel.open(place.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock(); // until it is closed
        return channel;
    }
}
