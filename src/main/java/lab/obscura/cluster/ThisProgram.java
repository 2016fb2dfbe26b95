package lab.obscura.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command that starts this program once more, as a line for a shell. */
final class ThisProgram {

    private static final String MAIN = "lab.obscura.Obscura";

    private ThisProgram() {}

    /** @param classPath of this process; a single jar starts itself */
    static String line(String javaHome, String classPath) {
        List<String> java = List.of(Path.of(javaHome, "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC");
        List<String> program = classPath.endsWith(".jar") && !classPath.contains(":")
                ? List.of(
                        "-jar", Path.of(classPath).toAbsolutePath().normalize().toString())
                : List.of("-cp", classPath, MAIN);
        return java.stream().map(ThisProgram::quoted).collect(Collectors.joining(" ")) + " "
                + program.stream().map(ThisProgram::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
