package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are not ASCII under {@code LC_ALL=C}, as services, cron and containers have it. */
class PlainLocaleTest {

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void anOrdinarySet() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell that writes names of any bytes");
        directory = folder.resolve("data");
        write("good/train/blue/0.png", 1);
        write("good/train/red/0.png", 2);
        write("good/test/red/0.png", 3);
    }

    @Test
    void namesAreReadAsUtf8() throws Exception {
        write("größen/train/blau/0.png", 1);
        write("größen/train/röt/0.png", 2);
        write("größen/test/röt/0.png", 3);

        assertThat(listed()).containsExactly("good:[blue, red]", "größen:[blau, röt]");
        assertThat(listed()).as("from the cache").containsExactly("good:[blue, red]", "größen:[blau, röt]");
    }

    @Test
    void namesOfOtherBytesAreTheDamageOfTheirSetAlone() throws Exception {
        shell("mkdir -p bad/train && cp -r good/train/red \"bad/train/$(printf 'r\\344t')\"");
        shell("cp -r good \"$(printf 's\\344t')\"");

        List<String> lines = listed();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("bad:bad: the name of a file or folder must be UTF-8, is r\\xE4t")
                .contains("LANG or LC_ALL");
        assertThat(lines.get(1)).isEqualTo("good:[blue, red]");
        assertThat(lines.get(2)).contains("s\\xE4t", "must be UTF-8");
    }

    private List<String> listed() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                BriefJvm.OPTIONS,
                "-cp",
                System.getProperty("java.class.path"),
                ListDatasets.class.getName(),
                directory.toString(),
                folder.resolve("cache").toString());
        builder.environment().put("LC_ALL", "C");
        return output(builder)
                .lines()
                .filter(line -> line.contains("%") || line.contains(":"))
                .map(PlainLocaleTest::unescaped)
                .toList();
    }

    private void shell(String script) throws IOException, InterruptedException {
        output(new ProcessBuilder("/bin/sh", "-c", script).directory(directory.toFile()));
    }

    private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        ShortCommand ended = TestCommand.run(builder);
        assertThat(ended.code()).as(ended.toString()).isZero();
        return ended.output();
    }

    /** The inverse of {@link PathNames#ascii}. */
    private static String unescaped(String line) {
        return java.net.URLDecoder.decode(line.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void write(String name, int value) throws IOException {
        DataFiles.write(directory.resolve(name), DataFiles.grayPng(1, 1, value));
    }
}
