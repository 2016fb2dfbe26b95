package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The catalog of problems and the page that explains them say the same. */
class ErrorsPageTest {

    @Test
    void everyProblemHasItsPlaceOnThePage() throws IOException {
        var anchors = Files.readAllLines(Path.of("docs/errors.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .toList();

        var known = Arrays.stream(ErrorType.values()).map(ErrorType::slug).toList();

        assertThat(anchors)
                .as("Give each problem a heading ## in docs/errors.md")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void theTableHasStatusAndTitleOfEveryProblem() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));

        assertThat(Arrays.asList(ErrorType.values()))
                .allSatisfy(type -> assertThat(page)
                        .contains("| [`%s`](#%s) | %d | %s |"
                                .formatted(type.slug(), type.slug(), type.status(), type.title())));
    }
}
