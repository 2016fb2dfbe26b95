package lab.obscura.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Says when the disk under {@code obscura.home} is nearly full: before files are cut short, nothing new is taken and what runs is ended
 * with a reason.
 *
 * @param leastFree share of the disk that must be free
 */
public record DiskGuard(FreeSpace space, double leastFree) {

    /** What is wrong and what to do, in words; empty while there is space enough. */
    public Optional<String> shortage() {
        double free = space.share();
        if (free >= leastFree) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "disk full: %.1f %% of the disk of obscura.home is free, %.1f %% must be (obscura.disk.least-free). "
                        + "Free disk space under obscura.home and resubmit",
                100 * free,
                100 * leastFree));
    }

    /** Looks at the disk that holds a folder, which need not be there yet. */
    static FreeSpace under(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return () -> {
            Path existing = absolute;
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            try {
                var store = Files.getFileStore(existing);
                return (double) store.getUsableSpace() / Math.max(1, store.getTotalSpace());
            } catch (IOException e) {
                return 1; // who cannot ask the disk learns from the first write that fails
            }
        };
    }
}
