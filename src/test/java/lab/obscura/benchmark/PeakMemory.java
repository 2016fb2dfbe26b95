package lab.obscura.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most resident memory a process ever had, as Linux counts it. */
public final class PeakMemory {

    private PeakMemory() {}

    /** Of this process. */
    static long mebibytes() {
        return mebibytes("self");
    }

    /** @param process its number */
    public static long mebibytes(String process) {
        try (var lines = Files.lines(Path.of("/proc", process, "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
