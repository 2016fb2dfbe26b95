package lab.obscura.client.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import lab.obscura.client.ClientVerb;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;

/**
 * {@code obscura launcher}: prints the script that starts the client quickly. The script asks the same command, with {@code --into=DIR}, to put
 * the client's own classes and libraries where a JVM finds them without opening the whole program.
 */
public final class LauncherCommand {

    private static final Set<String> OPTIONS = Set.of("into");

    private final Path program;
    private final Path java;
    private final PrintStream out;

    /**
     * @param program the jar, as it was started
     * @param java the JVM's program
     */
    public LauncherCommand(Path program, Path java, PrintStream out) {
        this.program = program.toAbsolutePath().normalize();
        this.java = java;
        this.out = out;
    }

    /** Of this process. */
    public static LauncherCommand ofThisProcess() {
        return new LauncherCommand(
                Path.of(System.getProperty("java.class.path", "")),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.out);
    }

    /** @throws IllegalArgumentException where the program is no jar with its libraries inside */
    public ExitCode run(String[] arguments) {
        String into = Arguments.read(arguments, OPTIONS).option("into", "");
        if (!Files.isRegularFile(program) || !ClientFiles.isProgram(program)) {
            throw new IllegalArgumentException(
                    "launcher needs the program as one jar, as in java -jar obscura.jar launcher");
        }
        if (into.isEmpty()) {
            out.print(script());
        } else {
            ClientFiles.unpack(program, Path.of(into));
        }
        return ExitCode.SUCCEEDED;
    }

    private String script() {
        try (InputStream template = LauncherCommand.class.getResourceAsStream("/client/launcher.sh")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@VERBS@", String.join("|", ClientVerb.words()))
                    .replace("@JAVA@", quoted(java))
                    .replace("@PROGRAM@", quoted(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a shell: nothing in it means anything. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
