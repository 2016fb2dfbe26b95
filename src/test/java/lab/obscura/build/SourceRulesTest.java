package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader may expect of every source file. */
class SourceRulesTest {

    private static final int REASON_FROM = 400;
    private static final int REFUSED_FROM = 600;

    @Test
    void everyPublicTypeHasJavadoc() throws IOException {
        List<String> silent = PublicTypes.withoutJavadoc(javaFiles(Path.of("src/main/java")));

        assertThat(silent)
                .as("Write /** One sentence that a person can read aloud. */ above each of these types")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatBelongsIntoIt() throws IOException {
        List<Path> silent = javaFiles(Path.of("src/main/java")).stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();

        assertThat(silent)
                .as("Add a package-info.java to each: what belongs here, what does not, the way in")
                .isEmpty();
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        List<String> tooLong = written()
                .filter(file -> lines(file).size() > REFUSED_FROM)
                .map(file -> file + " has " + lines(file).size() + " lines")
                .toList();

        assertThat(tooLong)
                .as("Split each of these by meaning: %s lines are the limit, 150 the aim", REFUSED_FROM)
                .isEmpty();
    }

    @Test
    void aLongFileSaysWhy() throws IOException {
        List<String> unexplained = written()
                .filter(file -> lines(file).size() > REASON_FROM)
                .filter(file -> lines(file).stream().noneMatch(line -> line.contains("Long because ")))
                .map(file -> file + " has " + lines(file).size() + " lines")
                .toList();

        assertThat(unexplained)
                .as("Split each of these, or say in its first comment: Long because …")
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        var marker = "TO" + "DO";
        List<String> open = written()
                .flatMap(file -> lines(file).stream()
                        .filter(line -> line.contains(marker) || line.contains("FIX" + "ME"))
                        .map(line -> file + ": " + line.strip()))
                .toList();

        assertThat(open)
                .as("Do it now, or say in an ordinary sentence what is missing and how one would notice")
                .isEmpty();
    }

    /** Files of people, not of generators. */
    private static Stream<Path> written() throws IOException {
        var files = Stream.of("src/main/java", "src/test/java", "frontend/src", "frontend/tests")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(SourceRulesTest::filesBelow)
                .filter(file -> file.toString().matches(".*\\.(java|ts|tsx|css)"))
                .filter(file -> lines(file).stream().limit(5).noneMatch(line -> line.contains("auto-generated")))
                .collect(Collectors.toList());
        return files.stream();
    }

    private static List<Path> javaFiles(Path root) {
        return filesBelow(root)
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    private static Stream<Path> filesBelow(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file + " is not readable as UTF-8", e);
        }
    }
}
