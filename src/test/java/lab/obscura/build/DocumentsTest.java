package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages agree with the code, and README leads to each of them. */
class DocumentsTest {

    @Test
    void noPageIsLeftOut() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<Path> unlinked = MarkdownPage.all(Path.of("")).stream()
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
}
