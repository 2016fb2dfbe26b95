package lab.obscura.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The program's jar as children start it: taken apart, once per version, by the tool that it carries for this. A jar with its libraries
 * inside is read by Spring Boot's own code, which costs a child as much processor time again as all the rest of its start. Nobody waits
 * for it: until it is done, children start from the whole jar.
 */
final class UnpackedProgram {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedProgram.class);
    private static final int PATIENCE_SECONDS = 600;

    private final Path jar;
    private final Path cache;
    private final Executor background;
    private boolean begun;

    /**
     * @param jar the program with its libraries inside
     * @param cache a folder in which what was taken apart stays
     * @param background takes it apart
     */
    UnpackedProgram(Path jar, Path cache, Executor background) {
        this.jar = jar;
        this.cache = cache;
        this.background = background;
    }

    /** The jar to start now: the one with its libraries beside it, or the whole one while there is no other. */
    synchronized Path jar() {
        try {
            long version = Files.getLastModifiedTime(jar).toMillis();
            Path folder = cache.resolve("program-%d-%d".formatted(Files.size(jar), version));
            if (!begun && !Files.isDirectory(folder)) {
                begun = true;
                background.execute(() -> tryToUnpack(folder));
            }
            return Files.isDirectory(folder) ? folder.resolve(jar.getFileName()) : jar;
        } catch (IOException e) {
            return jar; // starting it will say what is wrong with it
        }
    }

    private void tryToUnpack(Path folder) {
        try {
            unpack(folder);
        } catch (IOException e) {
            LOG.warn("event=program-not-unpacked cause=\"{}\" effect=\"attempts start more slowly\"", e.getMessage());
        }
    }

    /** Under another name first: two workers may do so at once, and one may be killed in between. */
    private void unpack(Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        Path partial = Files.createTempDirectory(parent, "program-partial-");
        try {
            runTool(partial.resolve("program"));
            Files.move(partial.resolve("program"), folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // else the other worker was faster
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(partial);
        }
    }

    private void runTool(Path target) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process tool = new ProcessBuilder(List.of(
                        java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", target.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            boolean ended = tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || tool.exitValue() != 0 || !Files.isRegularFile(target.resolve(jar.getFileName()))) {
                throw new IOException("the jar " + jar + " could not be taken apart into " + cache);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the jar was taken apart", e);
        } finally {
            tool.destroyForcibly();
        }
    }
}
