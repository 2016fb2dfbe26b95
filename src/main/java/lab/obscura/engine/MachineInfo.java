package lab.obscura.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which machine this is.
 *
 * @param host its name, {@code unknown} where the system does not tell
 * @param processor its model as the vendor calls it, {@code unknown} where the system does not tell
 * @param instructionSet the widest that it has; sums are rounded differently under each
 */
public record MachineInfo(String host, String processor, String instructionSet) {

    private static final String UNKNOWN = "unknown";
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public static MachineInfo ofThisMachine() {
        return of(lines(HOST), lines(PROCESSORS));
    }

    static MachineInfo of(List<String> host, List<String> processors) {
        return new MachineInfo(
                host.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(UNKNOWN),
                value("model name", processors),
                instructionSet(" " + value("flags", processors) + " "));
    }

    private static String value(String key, List<String> lines) {
        return lines.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
                .map(parts -> parts[1].strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String instructionSet(String flags) {
        if (flags.contains(" avx512f ") && flags.contains(" avx512bw ")) {
            return "AVX-512";
        }
        if (flags.contains(" avx2 ")) {
            return "AVX2";
        }
        return flags.isBlank() || flags.contains(UNKNOWN) ? UNKNOWN : "older than AVX2";
    }

    /** Empty where there is no such file: not Linux, or a closed {@code /proc}. */
    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
