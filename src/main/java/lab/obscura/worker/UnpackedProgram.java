package lab.obscura.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    private static final Duration UNTOUCHED = Duration.ofDays(1);
    /** Written last: what has it is whole. */
    private static final String MARKER = "unpacked";

    private final Path jar;
    private final Path cache;
    private final Clock clock;
    private final Executor background;
    private boolean begun;

    /**
     * @param jar the program with its libraries inside
     * @param cache a folder in which what was taken apart stays
     * @param background takes it apart
     */
    UnpackedProgram(Path jar, Path cache, Clock clock, Executor background) {
        this.jar = jar;
        this.cache = cache;
        this.clock = clock;
        this.background = background;
    }

    /** The jar to start now: the one with its libraries beside it, or the whole one while there is no other. */
    synchronized Path jar() {
        try {
            long version = Files.getLastModifiedTime(jar).toMillis();
            Path folder = cache.resolve("program-%d-%d-%s".formatted(Files.size(jar), version, jar.getFileName()));
            if (!begun && !isWhole(folder)) {
                begun = true;
                background.execute(() -> tryToUnpack(folder));
            }
            if (!isWhole(folder)) {
                return jar;
            }
            Files.setLastModifiedTime(folder, FileTime.from(clock.instant())); // in use: other workers let it stay
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            return jar; // starting it will say what is wrong with it
        }
    }

    private boolean isWhole(Path folder) {
        return Files.isRegularFile(folder.resolve(jar.getFileName())) && Files.isRegularFile(folder.resolve(MARKER));
    }

    /** What could not be taken apart once is not tried again; what was, and is gone some day, is. */
    private void tryToUnpack(Path folder) {
        try {
            unpack(folder);
            mayBeginAgain();
        } catch (IOException e) {
            LOG.warn("event=program-not-unpacked cause=\"{}\" effect=\"attempts start more slowly\"", e.getMessage());
        }
    }

    private synchronized void mayBeginAgain() {
        begun = false;
    }

    /** Under another name first: two workers may do so at once, and one may be killed in between. */
    private void unpack(Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        removeUntouched(parent);
        Path partial = Files.createTempDirectory(parent, "program-partial-");
        Path program = partial.resolve("program");
        try {
            runTool(program);
            sync(program);
            Files.createFile(program.resolve(MARKER));
            if (!isWhole(folder)) {
                remove(folder);
            }
            Files.move(program, folder);
        } catch (IOException e) {
            if (!isWhole(folder)) { // else the other worker was faster
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(partial);
        }
    }

    /** Older versions, and what killed workers left. */
    private void removeUntouched(Path parent) throws IOException {
        Instant before = clock.instant().minus(UNTOUCHED);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "program-*")) {
            for (Path folder : folders) {
                removeIfUntouched(folder, before);
            }
        }
    }

    private static void removeIfUntouched(Path folder, Instant before) {
        try {
            if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                remove(folder);
            }
        } catch (IOException e) { // another worker is at the same, or it is another user's
            LOG.warn("event=program-not-swept folder={} cause=\"{}\"", folder, e.getMessage());
        }
    }

    /** The marker first: one who is killed in between leaves nothing that looks whole. */
    private static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(MARKER));
        FileSystemUtils.deleteRecursively(folder);
    }

    /** The marker must not outlive a power cut that the rest does not. */
    private static void sync(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
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
            Runtime.getRuntime().addShutdownHook(new Thread(tool::destroyForcibly)); // it ends with its worker
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
