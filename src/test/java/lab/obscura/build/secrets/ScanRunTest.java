package lab.obscura.build.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanRunTest {

    private static final String PASSWORD = "0f9c8e7d6b5a4f3e2d1c0b9a";

    @TempDir
    Path build;

    @BeforeEach
    void aRun() throws IOException {
        write("surefire-reports/A.xml", "<testsuite name=\"A\"/>");
        write("test-postgresql-jvm-1/server.log", "database system is ready");
        write("test-postgresql-jvm-1/service-password", PASSWORD + "\n");
        write("secrets/jvm-1.txt", "databases 3\nvalues 120\n");
        write("secrets/jvm-2.txt", "databases 4\nvalues 80\n");
        write("classes/notes.txt", "not a log, " + PASSWORD);
    }

    private void write(String file, String text) throws IOException {
        Path path = build.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aRunWithoutSecretsIsClean() throws IOException {
        ScanRun.Result result = ScanRun.of(build);

        assertThat(result.isClean()).isTrue();
        assertThat(result).hasToString("secrets: 0 in 2 logs (with 1 known ones) and 7 databases of 200 values");
    }

    @Test
    void whatIsPlantedInALogAReportOrADatabaseIsFound() throws IOException {
        write("surefire-reports/A.xml", "<system-out>password " + PASSWORD + "</system-out>");
        write("service.log", "event=login token=obs" + "_q7Zr2LwX9bTn4KcV1mHs8DfJ6gPy3RaE5uWo0iQ1234");
        write("secrets/jvm-2.txt", "databases 4\nvalues 80\nfound audit.detail TOKEN\n");

        ScanRun.Result result = ScanRun.of(build);

        assertThat(result.isClean()).isFalse();
        assertThat(result.findings())
                .hasSize(3)
                .anyMatch(found -> found.contains("A.xml: what") && found.endsWith("service-password holds"))
                .anyMatch(found -> found.contains("service.log:1: TOKEN q7Zr"))
                .anyMatch(found -> found.equals("database of jvm-2.txt: found audit.detail TOKEN"))
                .noneMatch(found -> found.contains(PASSWORD));
    }

    @Test
    void whoLooksAtNothingIsTold() throws IOException {
        Files.delete(build.resolve("secrets/jvm-1.txt"));
        Files.delete(build.resolve("secrets/jvm-2.txt"));

        ScanRun.Result result = ScanRun.of(build);

        assertThat(result.isClean()).isFalse();
        assertThat(result.toString()).endsWith("run the tests first");
    }
}
