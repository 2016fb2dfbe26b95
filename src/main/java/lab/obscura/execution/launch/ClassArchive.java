package lab.obscura.execution.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.run.folder.AttemptFolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The classes of the program as the JVM keeps them ready (its dynamic archive of class data, JEP 350): mapped instead of read and checked
 * again, they spare a child a third of its start, with either engine. Recorded once per program and JVM, by a small run. A JVM that cannot
 * use the archive starts without it.
 */
final class ClassArchive {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path program;
    private final Path file;

    /** @param program the jar with its libraries beside it, where it stays: an archive is bound to this path */
    ClassArchive(Path program) {
        this.program = program;
        this.file = program.resolveSibling("classes-" + System.getProperty("java.vm.version") + ".jsa");
    }

    boolean isThere() {
        return Files.isRegularFile(file);
    }

    /** The JVM's option, or none while there is no archive. */
    List<String> options() {
        return isThere() ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /**
     * Makes the archive.
     *
     * @param folder an empty one on the same disk
     */
    void record(Path folder) throws IOException {
        var attempt = new AttemptFolder(folder);
        // On the default engine: nothing is unpacked for the other one, which nobody may want.
        Files.write(attempt.definition(), JSON.writeValueAsBytes(Presets.tiny().definition()));
        Path recorded = folder.resolve("classes.jsa");
        SideProcess.run(List.of(
                "-Xmx1g",
                "-XX:ArchiveClassesAtExit=" + recorded,
                "-Djava.awt.headless=true",
                "-jar",
                program.toString(),
                "attempt",
                "--folder=" + folder,
                "--checkpoints=" + attempt.checkpoints(),
                "--seed=1",
                "--data=" + folder,
                "--cache=" + folder));
        if (!Files.isRegularFile(recorded)) {
            throw new IOException("the JVM recorded no archive of the classes of " + program);
        }
        sync(recorded);
        Files.move(recorded, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** An archive torn by a power cut would be mapped as it is. */
    private static void sync(Path recorded) throws IOException {
        try (var channel = FileChannel.open(recorded, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
