package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages agree with the code, and README leads to each of them. */
class DocumentsTest {

    /** {@code [text](target)} and {@code ![text](target)}, where the target is not on another host. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)\\s]*)\\)");

    @Test
    void everyLinkLeadsToAFileAndItsHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(withoutCode(Files.readString(page)))
                    .results()
                    .map(match -> match.group(1))
                    .filter(target -> !leadsSomewhere(page, target))
                    .forEach(target -> broken.add(page + " links to " + target));
        }

        assertThat(broken)
                .as("Correct the link, or write the page or heading it names")
                .isEmpty();
    }

    @Test
    void noPageIsLeftOut() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<Path> unlinked = pages().stream()
                .filter(page -> page.startsWith("docs") && page.getNameCount() == 2)
                .filter(page -> !readme.contains("](" + page + ")"))
                .toList();

        assertThat(unlinked).as("Link each of these pages from README.md").isEmpty();
    }

    @Test
    void theReadmeListsEveryConfigurationKeyWithItsDefault() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> missing = ConfigurationKeys.withDefaults().entrySet().stream()
                .map(entry -> "| `%s` | `%s` |".formatted(entry.getKey(), entry.getValue()))
                .filter(row -> !readme.contains(row))
                .toList();

        assertThat(missing)
                .as("Put these rows into the configuration table of README.md")
                .isEmpty();
    }

    @Test
    void everyProblemHasItsRowAndItsHeading() throws IOException {
        String errors = Files.readString(Path.of("docs/errors.md"));
        List<String> missing = Arrays.stream(ErrorType.values())
                .flatMap(type -> Stream.of(
                        "| [`%1$s`](#%1$s) | %2$d | %3$s |".formatted(type.slug(), type.status(), type.title()),
                        "\n## " + type.slug() + "\n"))
                .filter(part -> !errors.contains(part))
                .toList();

        assertThat(missing).as("Put these into docs/errors.md").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/run-states.md", "docs/operations.md"})
    void theDiagramOfRunStatesIsDrawnFromTheLegalMoves(String page) throws IOException {
        assertThat(Files.readString(Path.of(page)))
                .as("Paste the diagram below into %s", page)
                .contains("```mermaid\n" + RunState.mermaid() + "```");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> beside = Files.list(Path.of("."))) {
            return Stream.of(beside.map(Path::normalize), Stream.of(Path.of("frontend/README.md")), docs)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path folder = page.getParent() == null ? Path.of("") : page.getParent();
        Path file = parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || anchors(file).contains(parts[1]);
    }

    /** Headings as the usual viewers turn them into anchors: lower case, spaces to hyphens, no other signs. */
    private static List<String> anchors(Path file) {
        try {
            return withoutCode(Files.readString(file))
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                    .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutCode(String text) {
        return text.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\\n]*`", "`code`");
    }
}
