package lab.obscura.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The program's jar as children start it: taken apart, once per version, by the tool that it carries for this. A jar with its libraries
 * inside is read by Spring Boot's own code, which costs a child as much processor time again as all the rest of its start.
 */
final class UnpackedProgram {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedProgram.class);
    private static final int PATIENCE_SECONDS = 60;

    private final Path jar;
    private final Path cache;
    private Optional<Path> found = Optional.empty();

    /**
     * @param jar the program with its libraries inside
     * @param cache a folder in which what was taken apart stays
     */
    UnpackedProgram(Path jar, Path cache) {
        this.jar = jar;
        this.cache = cache;
    }

    /** The jar to start: the one with its libraries beside it or, where it cannot be taken apart, the whole one. */
    synchronized Path jar() {
        if (found.isEmpty()) {
            found = Optional.of(search());
        }
        return found.get();
    }

    private Path search() {
        try {
            long version = Files.getLastModifiedTime(jar).toMillis();
            Path folder = cache.resolve("program-%d-%d".formatted(Files.size(jar), version));
            if (!Files.isDirectory(folder)) {
                unpack(folder);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            LOG.warn("event=program-not-unpacked cause=\"{}\" effect=\"attempts start more slowly\"", e.getMessage());
            return jar;
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
