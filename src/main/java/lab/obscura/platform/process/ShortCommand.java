package lab.obscura.platform.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A command of another program that is waited for, but not for ever.
 *
 * @param isInTime whether it ended by itself; if not, it was ended together with all its processes
 * @param code with which it ended; -1 for one that was ended
 * @param output what it had said when it ended, whoever still holds its output open then
 */
public record ShortCommand(boolean isInTime, int code, String output, String error) {

    /**
     * Runs a command to its end. It talks through files: a pipe stays open as long as a process that was left behind (ssh leaves one that
     * shares its connection), the JDK may take it away from its reader when the command ends, and a command that says much waits in one
     * that nobody reads.
     *
     * @param builder from {@link Subprocess}, without redirections
     * @param input what the command reads
     * @throws IOException when it cannot be started
     */
    public static ShortCommand run(ProcessBuilder builder, String input, Duration patience)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("obscura-command");
        Path read = folder.resolve("input");
        Path output = folder.resolve("output");
        Path error = folder.resolve("error");
        try {
            Files.writeString(read, input);
            Process process = builder.redirectInput(read.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile())
                    .start();
            boolean isInTime = hasEnded(process, patience);
            return new ShortCommand(isInTime, isInTime ? process.exitValue() : -1, text(output), text(error));
        } finally {
            for (Path file : new Path[] {read, output, error, folder}) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean hasEnded(Process process, Duration patience) throws InterruptedException {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Bytes that are no UTF-8 are replaced: a name in another character set is no reason to lose the rest. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
