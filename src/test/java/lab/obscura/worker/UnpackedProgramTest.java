package lab.obscura.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedProgramTest {

    @TempDir
    Path folder;

    @Test
    void aProgramIsTakenApartOnce() throws IOException {
        Path jar = folder.resolve("obscura.jar");
        writeProgram(jar);

        Path first = program(jar, Runnable::run).jar();
        String marked = Files.readString(first);
        Path second = program(jar, Runnable::run).jar();

        assertThat(second).isEqualTo(first).startsWith(folder.resolve("cache"));
        assertThat(Files.readString(second)).isEqualTo(marked);
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

    private UnpackedProgram program(Path jar, Executor background) {
        return new UnpackedProgram(jar, folder.resolve("cache"), background);
    }

    @Test
    void aJarThatCannotBeTakenApartIsStartedWhole() throws IOException {
        Path jar = Files.writeString(folder.resolve("obscura.jar"), "no jar");

        assertThat(program(jar, Runnable::run).jar()).isEqualTo(jar);
    }

    /** A jar that answers to the words by which Spring Boot's tool is called. */
    private static void writeProgram(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Tool.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Tool.class.getProtectionDomain().getCodeSource().getLocation().toString());
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** Stands in for Spring Boot's tool. */
    public static final class Tool {

        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[2]);
            Files.createDirectories(target);
            Files.writeString(target.resolve("obscura.jar"), arguments[0] + " at " + System.nanoTime());
        }
    }
}
