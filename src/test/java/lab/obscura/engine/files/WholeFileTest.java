package lab.obscura.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    @Test
    void aReaderSeesTheOldOrTheNewFileAndNothingElse() throws IOException {
        Path file = folder.resolve("deep/outcome.json");
        WholeFile.write(file, new byte[100_000]);
        var writing = CompletableFuture.runAsync(() -> {
            for (int i = 1; i < 20; i++) {
                write(file, 100_000 + i);
            }
        });

        Set<Long> seen = new HashSet<>();
        while (!writing.isDone()) {
            seen.add(Files.size(file));
        }
        writing.join();

        assertThat(seen).allMatch(size -> size >= 100_000 && size < 100_020);
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void whatAKilledWriterLeftIsReplaced() throws IOException {
        Files.writeString(folder.resolve("a.json.partial"), "half of it");

        WholeFile.write(folder.resolve("a.json"), new byte[] {'{', '}'});

        assertThat(folder.resolve("a.json")).hasContent("{}");
        assertThat(folder.resolve("a.json.partial")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        Path target = Files.createDirectories(folder.resolve("a.json/in the way"));

        assertThatThrownBy(() -> WholeFile.write(folder.resolve("a.json"), new byte[1]))
                .isInstanceOf(IOException.class);
        assertThat(target).isDirectory();
    }

    @Test
    void inAPrivateFolderItIsPrivate() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        WholeFile.write(folder.resolve("secret"), new byte[1]);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    private static void write(Path file, int size) {
        try {
            WholeFile.write(file, new byte[size]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
