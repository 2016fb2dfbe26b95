package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a comment or a page refers to is in the repository, or has the form of a DOI or an arXiv number. */
class ReferencesTest {

    @TempDir
    Path tree;

    @Test
    void everyReferenceResolves() {
        List<String> broken = References.broken(Path.of(""));

        assertThat(broken)
                .as("Name pages as docs/methods/conditional-entropy.md#refresh, files by their path from the root")
                .isEmpty();
    }

    @Test
    void everyPaperHasItsNumberOrSaysThatNoneWasFound() {
        String bibliography =
                MarkdownPage.of(Path.of("docs/methods/bibliography.md")).text();
        List<String> without = List.of(bibliography.split("\n### ")).stream()
                .skip(1)
                .filter(entry -> !entry.contains("](https://doi.org/10."))
                .filter(entry -> !entry.contains("](https://arxiv.org/abs/"))
                .filter(entry -> !entry.contains("could not be verified"))
                .toList();

        assertThat(without)
                .as("Add the DOI or the arXiv number, or say that it could not be verified")
                .isEmpty();
    }

    @Test
    void everyPaperIsCited() {
        String pages = MarkdownPage.all(Path.of("")).stream()
                .map(page -> MarkdownPage.of(page).text())
                .collect(Collectors.joining());
        List<String> uncited = MarkdownPage.of(Path.of("docs/methods/bibliography.md")).anchors().stream()
                .filter(anchor -> anchor.matches(".*\\d{4}b?"))
                .filter(anchor -> !pages.contains("bibliography.md#" + anchor + ")"))
                .toList();

        assertThat(uncited).as("Cite each where it is used, or remove it").isEmpty();
    }

    @Test
    void theIndexOfMethodsLeadsToEachOfThem() {
        List<String> links = MarkdownPage.of(Path.of("docs/methods/README.md")).links();
        List<String> missing = MarkdownPage.all(Path.of("")).stream()
                .filter(page -> page.startsWith("docs/methods"))
                .map(page -> page.getFileName().toString())
                .filter(page -> !page.equals("README.md") && !links.contains(page))
                .toList();

        assertThat(missing).as("Link these from docs/methods/README.md").isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '¤', textBlock = """
            src/main/java/A.java    | /** Formula (3) of cem.md. */                             | cem.md
            src/main/java/A.java    | /** See {@code docs/method.md#elsewhere}. */              | docs/method.md#elsewhere
            src/main/java/A.java    | int a; // docs/methods.md says why                        | docs/methods.md
            src/main/java/A.java    | /** As in the paper, § 2.1. */                            | § 2.1
            src/main/java/A.java    | /** {@code OtherTest} tries it. */                        | OtherTest
            src/main/java/A.java    | /** As {@link lab.obscura.engine.Nothing} does. */        | lab.obscura.engine.Nothing
            src/main/java/A.java    | /** As {@link Nothing} does. */                           | Nothing
            src/main/java/A.java    | /** See {@link #nothing}. */                              | nothing
            src/main/resources/a.sql | -- see spec.md                                           | spec.md
            src/test/python/a.py    | # networks.md section 3                                   | networks.md
            frontend/src/a.ts       | // as docs/pages.md says                                  | docs/pages.md
            docs/page.md            | [a](method.md#nothing)                                    | method.md#nothing
            docs/page.md            | ![a](images/none.png)                                     | images/none.png
            docs/page.md            | `src/test/java/lab/obscura/NoneTest.java`                 | NoneTest.java
            docs/page.md            | `NoSuchClass` does it                                     | NoSuchClass
            docs/page.md            | `training.NoSuchClass` does it                            | NoSuchClass
            docs/page.md            | one class in `engine/nowhere`                             | engine/nowhere
            docs/page.md            | arXiv:25.00383                                            | arXiv:25.00383
            docs/page.md            | https://doi.org/1145/3359789                              | 1145/3359789
            """)
    void aBrokenReferenceIsFound(String file, String text, String reference) throws IOException {
        write("docs/method.md", "# Method\n\n## Formula\n");
        write(file, text);

        assertThat(References.broken(tree))
                .singleElement()
                .asString()
                .contains(file)
                .contains(reference);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '¤', textBlock = """
            src/main/java/A.java | /** See {@code docs/method.md#formula-of-a}, or docs/method.md's neighbors. */
            src/main/java/A.java | class A { String page = "cem.md"; }
            docs/page.md         | [a](method.md#formula-of-a), `docs/method.md`, `src/main/java/A.java`, [b](https://a.org/b.md)
            docs/page.md         | arXiv:2503.00383, https://doi.org/10.1145/3359789.3359824, `IllegalStateException`
            docs/page.md         | `docs/parts/NAME.md` would be `docs/<part>.md` or `docs/*.md`
            """)
    void aReferenceThatLeadsSomewhereIsNot(String file, String text) throws IOException {
        write("docs/method.md", "# Method\n\n## Formula of `A`\n");
        write("src/main/java/A.java", "class A {}");
        write(file, text);

        assertThat(References.broken(tree)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path target = tree.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
