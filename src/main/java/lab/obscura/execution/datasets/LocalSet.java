package lab.obscura.execution.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import org.springframework.util.FileSystemUtils;

/** A data set of this node's own data directory that an attempt reads together with fetched ones. */
final class LocalSet {

    private LocalSet() {}

    /**
     * Gives its files second names in a folder, or copies them where they lie on another disk.
     *
     * @throws DataRefusedException when it may not be read
     * @throws DataAwayException when it cannot be read now
     * @throws InterruptedException when the thread is told to end
     */
    static void put(Datasets here, String id, Path target) throws InterruptedException {
        SafeFiles files = files(here, id);
        try {
            FileSystemUtils.deleteRecursively(target);
            Files.createDirectories(target);
            for (String folder : files.folders()) {
                Files.createDirectories(target.resolve(folder));
            }
            for (SafeFiles.Entry entry : files.entries()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                files.link(entry, target.resolve(entry.name()));
            }
        } catch (DataException refused) {
            throw new DataRefusedException(refused.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Data set " + id + " cannot be put into " + target, e);
        }
    }

    private static SafeFiles files(Datasets here, String id) {
        try {
            return here.files(id);
        } catch (DataException e) {
            if (e.getCause() instanceof IOException) {
                throw new DataAwayException(e.getMessage(), e);
            }
            throw new DataRefusedException(e.getMessage());
        }
    }
}
