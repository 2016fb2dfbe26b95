package lab.obscura.execution.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedProgramTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void aProgramIsTakenApartOnce() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);

        Path first = program(jar, Runnable::run).jar();
        String marked = mark(first);
        Path second = program(jar, Runnable::run).jar();

        assertThat(second).isEqualTo(first).startsWith(folder.resolve("cache"));
        assertThat(mark(second)).isEqualTo(marked);
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**partial*");
    }

    @Test
    void theWholeJarIsStartedUntilThen() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        var waiting = new ArrayList<Runnable>();
        UnpackedProgram program = program(jar, waiting::add);

        assertThat(program.jar()).isEqualTo(jar);
        assertThat(program.jar()).isEqualTo(jar);
        assertThat(waiting).hasSize(1);

        waiting.get(0).run();
        assertThat(program.jar()).startsWith(folder.resolve("cache"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"obscura.jar", "unpacked"})
    void whatIsNotWholeIsTakenApartAnew(String lost) throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        var waiting = new ArrayList<Runnable>();
        UnpackedProgram program = program(jar, waiting::add);
        program.jar();
        waiting.remove(0).run();
        Path apart = program.jar();

        Files.delete(apart.resolveSibling(lost));

        assertThat(program.jar()).isEqualTo(jar);
        waiting.remove(0).run();
        assertThat(program.jar()).isEqualTo(apart).exists();
    }

    @Test
    void aRenamedJarIsAnotherProgram() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        Path first = program(jar, Runnable::run).jar();
        Path renamed = Files.move(jar, folder.resolve("obscura-2.jar"));

        Path second = program(renamed, Runnable::run).jar();

        assertThat(second).isRegularFile().hasFileName("obscura-2.jar");
        assertThat(first).isRegularFile();
    }

    @Test
    void whatNobodyHasTouchedForADayGoes() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        Path used = program(jar, Runnable::run).jar().getParent();
        Path old = touched("program-1-2", 25);
        Path killed = touched("program-partial-1", 25);
        Path running = touched("program-partial-2", 23);
        Path other = touched("listings", 25);

        Path next = program(Files.move(jar, folder.resolve("obscura-2.jar")), Runnable::run)
                .jar();

        assertThat(next).startsWith(folder.resolve("cache"));
        assertThat(old).doesNotExist();
        assertThat(killed).doesNotExist();
        assertThat(running).exists();
        assertThat(other).exists();
        assertThat(used).exists();
    }

    private Path touched(String name, int hoursAgo) throws IOException {
        Path made = Files.createDirectories(folder.resolve("cache").resolve(name));
        Files.writeString(made.resolve("file"), "");
        return Files.setLastModifiedTime(made, FileTime.from(CLOCK.instant().minus(Duration.ofHours(hoursAgo))));
    }

    private UnpackedProgram program(Path jar, Executor background) {
        return new UnpackedProgram(jar, folder.resolve("cache"), CLOCK, background);
    }

    @Test
    void aJarThatCannotBeTakenApartIsStartedWhole() throws IOException {
        Path jar = Files.writeString(folder.resolve("obscura.jar"), "no jar");

        assertThat(program(jar, Runnable::run).jar()).isEqualTo(jar);
    }

    @Test
    void childrenMapTheRecordedClasses() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        var waiting = new ArrayList<Runnable>();
        UnpackedProgram program = program(jar, waiting::add);
        assertThat(program.start()).containsExactly("-jar", jar.toString());

        waiting.remove(0).run();

        List<String> start = program.start();
        assertThat(start).hasSize(3).last().isEqualTo(program.jar().toString());
        assertThat(start.get(0))
                .startsWith("-XX:SharedArchiveFile=" + program.jar().getParent());
        assertThat(waiting).isEmpty();
    }

    @Test
    void anotherJvmRecordsItsOwn() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);
        UnpackedProgram program = program(jar, Runnable::run);
        program.jar();
        Path archive = Path.of(program.start().get(0).split("=", 2)[1]);
        Path ofAnother = Files.move(archive, archive.resolveSibling("classes-17.0.0.jsa"));

        program.jar(); // finds none of its own, and records it

        assertThat(archive).isRegularFile();
        assertThat(ofAnother).isRegularFile();
    }

    @Test
    void whatCannotBeRecordedIsStartedWithout() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar, Broken.class);
        UnpackedProgram program = program(jar, Runnable::run);

        program.jar();

        assertThat(program.start()).containsExactly("-jar", program.jar().toString());
        assertThat(program.jar()).isNotEqualTo(jar);
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**partial*");
    }

    private static void writeProgram(Path jar) throws IOException {
        writeProgram(jar, Tool.class);
    }

    /** A jar that answers to the words by which Spring Boot's tool is called. An archive's classes come from jars alone. */
    private static void writeProgram(Path jar, Class<?> main) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        try (var file = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(Tool.class, Broken.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                file.putNextEntry(new JarEntry(name));
                try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(file);
                }
            }
        }
    }

    private static String mark(Path program) throws IOException {
        return Files.readString(program.resolveSibling("made"));
    }

    /** Stands in for Spring Boot's tool, and for an attempt that only ends. */
    public static final class Tool {

        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("attempt")) {
                return;
            }
            Path target = Files.createDirectories(Path.of(arguments[2]));
            Path jar = Path.of(System.getProperty("java.class.path"));
            Files.copy(jar, target.resolve(jar.getFileName()));
            Files.writeString(target.resolve("made"), arguments[0] + " at " + System.nanoTime());
        }
    }

    /** Can be taken apart, and does nothing else. */
    public static final class Broken {

        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("attempt")) {
                throw new IOException("broken");
            }
            Tool.main(arguments);
        }
    }
}
