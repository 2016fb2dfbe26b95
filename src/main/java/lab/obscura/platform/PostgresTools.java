package lab.obscura.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lab.obscura.platform.process.Subprocess;

/** Runs PostgreSQL's command line programs. */
final class PostgresTools {

    private static final long LIMIT_SECONDS = 120;

    private static final String NO_NAMESPACE =
            "This machine allows root no user namespace: start as another user, or set spring.datasource.url";

    private final Path programs;
    private final Path output;

    /** @param output file for what the programs print: a pipe would stay open as long as the server that inherits it */
    PostgresTools(Path programs, Path output) {
        this.programs = programs;
        this.output = output;
    }

    /** Runs a program to its end and returns what it printed. */
    String run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (runsAsRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = Subprocess.of(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.format(
                        Locale.ROOT, "%s did not end within %d s: %s", program, LIMIT_SECONDS, printed()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s ended with code %d: %s%s",
                    program,
                    process.exitValue(),
                    printed(),
                    printed().contains("unshare") ? ". " + NO_NAMESPACE : ""));
        }
        return printed();
    }

    private String printed() throws IOException {
        return Files.readString(output).strip();
    }

    private static boolean runsAsRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }
}
