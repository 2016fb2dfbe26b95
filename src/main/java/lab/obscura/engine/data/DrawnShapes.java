package lab.obscura.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.data.sources.Shapes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drawn data set in a file of 37 MB, because reading it is a tenth of the work of drawing it, and every run would draw it again. The
 * file begins with the content hash, so what is not exactly what was drawn is drawn anew; where it cannot be written nothing is lost.
 */
final class DrawnShapes {

    private static final Logger LOG = LoggerFactory.getLogger(DrawnShapes.class);

    /** Characters of a content hash. */
    private static final int HASH = 64;

    private final Path file;
    private final Function<Split, Dataset> describe;

    /**
     * @param folder where the file lies; made when it is not there
     * @param describe gives the images their name and content hash
     */
    DrawnShapes(Path folder, Function<Split, Dataset> describe) {
        this.file = folder.resolve(Shapes.VERSION + ".pixels");
        this.describe = describe;
    }

    Dataset get() {
        return stored().orElseGet(() -> {
            Dataset drawn = describe.apply(Shapes.draw());
            store(drawn);
            return drawn;
        });
    }

    private Optional<Dataset> stored() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String hash = new String(in.readNBytes(HASH), StandardCharsets.US_ASCII);
            Dataset read = describe.apply(Shapes.read(in));
            return Optional.of(read).filter(whole -> whole.info().contentHash().equals(hash));
        } catch (IOException torn) {
            return Optional.empty();
        }
    }

    /** Under another name first: several processes may do so at once, and the disk may be full. */
    private void store(Dataset drawn) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), "shapes", ".tmp");
            try {
                try (OutputStream out = Files.newOutputStream(partial)) {
                    out.write(drawn.info().contentHash().getBytes(StandardCharsets.US_ASCII));
                    out.write(drawn.train().pixels());
                    out.write(drawn.test().pixels());
                }
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            LOG.info(
                    "event=shapes-not-kept file={} cause=\"{}\" effect=\"they are drawn again\"", file, e.getMessage());
        }
    }
}
