package lab.obscura.execution.launch;

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
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The program's jar as children start it: taken apart, once per version, by the tool that it carries for this, and with an archive of its
 * classes. A jar with its libraries inside is read by Spring Boot's own code, which costs a child as much processor time again as all the
 * rest of its start. Nobody waits for it: until it is done, children start from the whole jar.
 */
final class UnpackedProgram {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedProgram.class);
    private static final Duration UNTOUCHED = Duration.ofDays(1);
    /** What a killed worker leaves is swept with the rest. */
    private static final String PARTIAL = "program-partial-";
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
        this.cache = cache.toAbsolutePath(); // an archive of classes knows its program by the path
        this.clock = clock;
        this.background = background;
    }

    /** What starts the program now, after the JVM's other options. */
    List<String> start() {
        Path now = jar();
        return Stream.concat(new ClassArchive(now).options().stream(), Stream.of("-jar", now.toString()))
                .toList();
    }

    /** The jar to start now: the one with its libraries beside it, or the whole one while there is no other. */
    synchronized Path jar() {
        try {
            long version = Files.getLastModifiedTime(jar).toMillis();
            Path folder = cache.resolve(
                    String.format(Locale.ROOT, "program-%d-%d-%s", Files.size(jar), version, jar.getFileName()));
            Path apart = folder.resolve(jar.getFileName());
            if (!begun && !(isWhole(folder) && new ClassArchive(apart).isThere())) {
                begun = true;
                background.execute(() -> tryToPrepare(folder));
            }
            if (!isWhole(folder)) {
                return jar;
            }
            Files.setLastModifiedTime(folder, FileTime.from(clock.instant())); // in use: other workers let it stay
            return apart;
        } catch (IOException e) {
            return jar; // starting it will say what is wrong with it
        }
    }

    private boolean isWhole(Path folder) {
        return Files.isRegularFile(folder.resolve(jar.getFileName())) && Files.isRegularFile(folder.resolve(MARKER));
    }

    /** What could not be done once is not tried again; what was, and is gone some day, is. */
    private void tryToPrepare(Path folder) {
        try {
            if (!isWhole(folder)) {
                unpack(folder);
            }
            Path recording = Files.createTempDirectory(cache, PARTIAL);
            try {
                new ClassArchive(folder.resolve(jar.getFileName())).record(recording);
            } finally {
                FileSystemUtils.deleteRecursively(recording);
            }
            mayBeginAgain();
        } catch (IOException e) {
            LOG.warn("event=program-not-prepared cause=\"{}\" effect=\"attempts start more slowly\"", e.getMessage());
        }
    }

    private synchronized void mayBeginAgain() {
        begun = false;
    }

    /** Under another name first: two workers may do so at once, and one may be killed in between. */
    private void unpack(Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        removeUntouched(parent);
        Path partial = Files.createTempDirectory(parent, PARTIAL);
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
        SideProcess.run(
                List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", target.toString()));
        if (!Files.isRegularFile(target.resolve(jar.getFileName()))) {
            throw new IOException("the jar " + jar + " could not be taken apart into " + cache);
        }
    }
}
