package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a reader may expect of every source file. */
class SourceRulesTest {

    private static final int REASON_FROM = 400;
    private static final int REFUSED_FROM = 600;

    /** Files, with {@code package-info.java}. */
    private static final int LARGEST_PACKAGE = 25;

    /** Where sources lie, and the endings of those that people write. */
    private static final Map<String, String> WRITTEN = Map.of(
            "src/main/java", "java",
            "src/test/java", "java",
            "src/test/python", "py",
            "frontend/src", "ts|tsx|css");

    @Test
    void everyPublicTypeHasJavadoc() throws IOException {
        List<String> silent = PublicTypes.withoutJavadoc(javaFiles());

        assertThat(silent)
                .as("Write /** One sentence that a person can read aloud. */ above each of these types")
                .isEmpty();
    }

    @Test
    void aRuleAboutFilesThatAreNotThereFails() {
        assertThatThrownBy(() -> filesBelow(Path.of("src/main/java"), "cobol"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("below src/main/java");
        assertThatThrownBy(() -> filesBelow(Path.of("src/elsewhere"), "java")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void everyPackageSaysWhatBelongsIntoIt() {
        List<Path> silent = javaFiles().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();

        assertThat(silent)
                .as("Add a package-info.java to each: what belongs here, what does not, the way in")
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<Path, Long> files = filesBelow(Path.of("src/main/java"), "java").stream()
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(files)
                .as("Split each package of more than %s files by meaning", LARGEST_PACKAGE)
                .allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /** Twin names make readers open the wrong file, and imports lie. */
    @Test
    void everyFileHasANameOfItsOwn() {
        Map<String, List<Path>> byName = javaFiles().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));

        assertThat(byName.values()).as("Give each of these another name").noneMatch(files -> files.size() > 1);
    }

    /** An option in quotes is checked by nobody: a typo in it is the other option. */
    @Test
    void optionsAreConstantsOfEnums() {
        List<String> inQuotes = javaFiles().stream()
                .flatMap(file -> lines(file).stream()
                        .filter(line ->
                                line.matches(".*(get\\([A-Z_]+\\)\\.equals\\(|Setting\\.choice\\(.*List\\.of\\().*"))
                        .map(line -> file + ": " + line.strip()))
                .toList();

        assertThat(inQuotes)
                .as("Declare the options as an enum: Setting.choice(name, Options.class)")
                .isEmpty();
    }

    @Test
    void noFileIsTooLongToRead() {
        List<String> tooLong = written()
                .filter(file -> lines(file).size() > REFUSED_FROM)
                .map(file -> file + " has " + lines(file).size() + " lines")
                .toList();

        assertThat(tooLong)
                .as("Split each of these by meaning: %s lines are the limit, 150 the aim", REFUSED_FROM)
                .isEmpty();
    }

    @Test
    void aLongFileSaysWhy() {
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
    void nothingIsLeftForLater() {
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

    @Test
    void noAssertionStandsInALoop() throws IOException {
        var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
        List<String> found =
                AssertionLoops.in(files.getJavaFileObjectsFromPaths(filesBelow(Path.of("src/test/java"), "java")));

        assertThat(found)
                .as("Write each as a parameterized test, or as assertThat(all).allSatisfy(one -> …)")
                .isEmpty();
    }

    /** Files of people, not of generators. */
    private static Stream<Path> written() {
        return WRITTEN.entrySet().stream()
                .flatMap(root -> filesBelow(Path.of(root.getKey()), root.getValue()).stream())
                .filter(file -> lines(file).stream().limit(5).noneMatch(line -> line.contains("auto-generated")));
    }

    private static List<Path> javaFiles() {
        return filesBelow(Path.of("src/main/java"), "java");
    }

    /** Never empty: a rule about files that are not there would hold for ever. */
    private static List<Path> filesBelow(Path root, String endings) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(" + endings + ")"))
                    .sorted()
                    .toList();
            assertThat(found).as("files *.(%s) below %s", endings, root).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable as UTF-8", e);
        }
    }
}
