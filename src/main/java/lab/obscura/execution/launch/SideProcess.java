package lab.obscura.execution.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.obscura.platform.process.Subprocess;

/** A short process of Java beside the attempts. It ends with its worker, and uses one thread of the processor for native code. */
final class SideProcess {

    private static final int PATIENCE_SECONDS = 600;

    private SideProcess() {}

    /**
     * Runs to the end.
     *
     * @param arguments what follows {@code java}
     * @throws IOException when it does not end well, or not within ten minutes
     */
    static void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ChildCommand.nativeCache().ifPresent(command::add);
        command.addAll(arguments);
        var builder = Subprocess.of(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        var end = new Thread(process::destroyForcibly);
        try {
            Runtime.getRuntime().addShutdownHook(end);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no end after " + PATIENCE_SECONDS + " s: java " + String.join(" ", arguments));
            }
            if (process.exitValue() != 0) {
                throw new IOException("code " + process.exitValue() + " from java " + String.join(" ", arguments));
            }
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            throw new IOException("this program ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for java " + String.join(" ", arguments), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
