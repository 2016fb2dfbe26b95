package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.contract.WorkedExamples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever copies a worked example out of a guide gets a class that compiles, and finds every file and class that the guide names. That the
 * examples also work is asked where their kind is tested.
 */
class WorkedExamplesTest {

    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern FILE = Pattern.compile("(?:[\\w.-]+/)+[\\w.-]*");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");

    /** Names that are no classes of ours. */
    private static final List<String> OTHERS = List.of("NaN", "Thumbs", "Dockerfile");

    @ParameterizedTest
    @MethodSource("pages")
    void theExampleCompiles(Path page) {
        assertThat(WorkedExamples.of(page)).isNotEmpty();
    }

    static List<Path> pages() {
        return WorkedExamples.pages();
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyFileThatAGuideNamesExists(Path page) throws IOException {
        String examples = examples(page);

        assertThat(named(page).filter(name -> FILE.matcher(name).matches()))
                .as("Correct these in %s", page)
                .allMatch(name -> exists(name) || isPageOfAnExample(name, examples));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyClassThatAGuideNamesExists(Path page) throws IOException {
        List<String> known = sources();
        String examples = examples(page);

        assertThat(named(page)
                        .map(name -> name.replaceFirst("[.(].*", ""))
                        .filter(name -> CLASS.matcher(name).matches())
                        .filter(name -> !examples.contains(name) && !OTHERS.contains(name)))
                .as("Correct these in %s", page)
                .isSubsetOf(known);
    }

    static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            return files.filter(page -> page.getFileName().toString().matches("adding-.*|development.md"))
                    .sorted()
                    .toList();
        }
    }

    private static String examples(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group())
                .collect(Collectors.joining("\n"));
    }

    /** Whoever adds the example writes its page, named by its id. */
    private static boolean isPageOfAnExample(String name, String examples) {
        String id = name.replaceFirst(".*/", "").replaceFirst("\\.md$", "");
        return name.startsWith("docs/") && examples.contains('"' + id + '"');
    }

    /** What stands in code signs outside of blocks. */
    private static Stream<String> named(Path page) throws IOException {
        return CODE.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1));
    }

    /** From the root, or in the folders that guides speak of by their end; what a build or a run makes is not there yet. */
    private static boolean exists(String name) {
        return name.matches("(target|data|set|red|train|\\.obscura)/.*|.*CLASS/.*|.*/NAME\\.md")
                || Stream.of("", "src/main/java/lab/obscura/", "frontend/src/")
                        .anyMatch(root ->
                                Files.exists(Path.of(root + name)) || Files.exists(Path.of(root + name + ".ts")));
    }

    /** The names of all classes with a file of their own. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> java = Files.walk(Path.of("src"));
                Stream<Path> pages = Files.walk(Path.of("frontend/src"))) {
            return Stream.concat(java, pages)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("\\w+\\.(java|tsx)"))
                    .map(file -> file.replaceFirst("\\..*", ""))
                    .toList();
        }
    }
}
