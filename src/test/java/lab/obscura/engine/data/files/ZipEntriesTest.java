package lab.obscura.engine.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipEntriesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 65535", "65535, 0", "70000, 9"})
    void areCountedWithLongDirectoriesAndCommentsToo(int entries, int comment) throws IOException {
        Path file = folder.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(new BufferedOutputStream(out))) {
            zip.setComment("c".repeat(comment));
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry(i + "/"));
            }
        }

        assertThat(ZipEntries.announced(file)).isEqualTo(entries);
    }

    @Test
    void areNoneWhereNoEndIsFound() throws IOException {
        assertThat(ZipEntries.announced(Files.write(folder.resolve("empty.zip"), new byte[0])))
                .isZero();
        assertThat(ZipEntries.announced(Files.write(folder.resolve("other.zip"), new byte[100_000])))
                .isZero();
    }
}
