package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lies beside the program for those who work on it: version, changelog, forms of issues, dev container. */
class ProjectFilesTest {

    private static final Path ROOT = Path.of("");

    @Test
    void theChangelogBeginsWithTheVersionOfTheBuild() throws IOException {
        String version = first("<artifactId>obscura</artifactId>\\s*<version>(.+?)</version>", "pom.xml");

        assertThat(first("(?m)^## \\[(.+?)]", "CHANGELOG.md"))
                .as("Begin a section of CHANGELOG.md for version %s of pom.xml", version)
                .isEqualTo(version);
    }

    @Test
    void theCitationNamesTheVersionOfTheBuild() throws IOException {
        String version = first("<artifactId>obscura</artifactId>\\s*<version>(.+?)</version>", "pom.xml");
        Map<String, Object> citation = new Yaml().load(read("CITATION.cff"));

        assertThat(citation)
                .as("CITATION.cff, see https://citation-file-format.github.io")
                .containsEntry("cff-version", "1.2.0")
                .containsEntry("title", "Obscura")
                .containsEntry("license", "Apache-2.0")
                .containsEntry("version", version)
                .containsEntry("authors", List.of(Map.of("name", "The Obscura developers")));
    }

    @Test
    void theChangelogKnowsItsKindsOfChangesOnly() throws IOException {
        List<String> kinds = Pattern.compile("(?m)^### (.+)$")
                .matcher(read("CHANGELOG.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(kinds).isNotEmpty().isSubsetOf("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");
    }

    /** The jar, its answer to --version and its bill of materials take it from pom.xml. */
    @ParameterizedTest
    @ValueSource(strings = {"frontend/package.json", "frontend/package-lock.json"})
    void theVersionStandsInOneFile(String file) throws IOException {
        assertThat(json(file).has("version"))
                .as("Leave the version out of %s: pom.xml has it", file)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "method", "question"})
    void aFormOfIssuesAsksSomethingThatMustBeAnswered(String form) throws IOException {
        Map<String, Object> fields = new Yaml().load(read(".github/ISSUE_TEMPLATE/" + form + ".yml"));

        assertThat(fields).containsKeys("name", "description", "labels");
        assertThat(fields.get("body"))
                .asInstanceOf(LIST)
                .anySatisfy(field ->
                        assertThat(field).asInstanceOf(MAP).containsEntry("validations", Map.of("required", true)));
    }

    @Test
    void theDevContainerInstallsWhatTheBuildServerInstalls() throws IOException {
        String command = json(".devcontainer/devcontainer.json")
                .path("postCreateCommand")
                .asString();

        assertThat(ROOT.resolve(command)).isExecutable();
        assertThat(read(".ci/run").lines()).contains(command);
    }

    private static String first(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElseThrow(() -> new AssertionError(file + " has nothing like " + pattern));
    }

    private static JsonNode json(String file) throws IOException {
        return JsonMapper.shared().readTree(read(file));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
