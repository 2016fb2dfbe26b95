package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests of Kubernetes speak of the same names, ports and variables as the program. Schemas are checked by deploy/kubernetes/check. */
class KubernetesFilesTest {

    private static final Path FOLDER = Path.of("deploy/kubernetes");

    @Test
    void everyVariableSetsAKeyOfTheConfiguration() throws IOException {
        Set<String> variables = found("\\b((?:OBSCURA|SPRING|SERVER)_[A-Z0-9_]+)\\b", rendered("kueue"));

        assertThat(variables)
                .as("Spell each variable as a key of README's configuration table, in capitals")
                .contains("OBSCURA_CHECKPOINT_S3_BUCKET", "OBSCURA_WORKER_EXITWHENIDLE")
                .isSubsetOf(ConfigurationKeys.asVariables());
    }

    @Test
    void theImageIsThatOfThisVersion() throws IOException {
        String version = Pattern.compile("<artifactId>obscura</artifactId>\\s*<version>(.+?)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(found("image: (\\S+)", rendered("card")))
                .containsExactly("obscura-gpu:" + version, "obscura:" + version);
    }

    @Test
    void podsRunAsTheUserOfTheImageAndWriteWhereItDoes() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(found("runAsUser: (\\d+)", rendered("card")))
                .allSatisfy(user -> assertThat(dockerfile).contains("USER " + user + ":" + user));
        assertThat(dockerfile).contains("OBSCURA_HOME=/var/lib/obscura", "OBSCURA_DATA_DIRECTORY=/data");
    }

    @Test
    void probesAskForAHostThatIsAllowedAndAnEndpointThatIsThere() throws IOException {
        Map<?, ?> settings = documents("cpu").stream()
                .filter(document -> "ConfigMap".equals(document.get("kind")))
                .map(document -> (Map<?, ?>) document.get("data"))
                .findFirst()
                .orElseThrow();
        String application = Files.readString(Path.of("src/main/resources/application.yml"));

        assertThat(settings.get("OBSCURA_ALLOWEDHOSTS").toString().split(",")).contains("localhost");
        assertThat(found("path: /actuator/health/(\\w+)", rendered("cpu"))).containsExactly("liveness", "readiness");
        assertThat(application).contains("liveness:", "readiness:", "probes:");
    }

    @Test
    void aPilotHasTheMemoryOfItsAttemptAndMore() throws IOException {
        String pilot = Files.readString(FOLDER.resolve("pilots/base/pilot.yaml"));

        assertThat(pilot)
                .containsPattern("OBSCURA_WORKER_HEAP\\s+value: 1GB")
                .containsPattern("OBSCURA_WORKER_OFFHEAP\\s+value: 6GB")
                .containsPattern("limits:\\s+memory: 8Gi");
    }

    /** They come from commands that docs/clusters.md shows. */
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "card", "kueue"})
    void everySecretIsMadeByACommandOfThePage(String overlay) throws IOException {
        String page = Files.readString(Path.of("docs/clusters.md"));

        assertThat(found("secretRef:\\s+name: (\\S+)", rendered(overlay)))
                .containsExactly("obscura-checkpoints", "obscura-database")
                .allSatisfy(secret -> assertThat(page).contains("create secret generic " + secret));
        assertThat(page).contains("create secret generic obscura-queue", "kubernetes/overlays/" + overlay);
    }

    @Test
    void theBuildServerChecksThemAgainstTheirSchemas() throws IOException {
        assertThat(Files.readString(Path.of(".ci/run")))
                .contains("node --test deploy/kubernetes/check/manifests.test.mjs");
    }

    private static String rendered(String overlay) throws IOException {
        return Files.readString(FOLDER.resolve("rendered/" + overlay + ".yaml"));
    }

    private static List<Map<String, Object>> documents(String overlay) throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(rendered(overlay))) {
            documents.add(typed(document));
        }
        return documents;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> typed(Object document) {
        return (Map<String, Object>) document;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
