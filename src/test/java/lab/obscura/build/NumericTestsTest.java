package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.Test;

/** The long suite compares the numbers of the engines under every instruction set, and forgets no test that has a bound. */
class NumericTestsTest {

    private static final String SCRIPT = "src/test/scripts/numeric-tests.sh";
    private static final Path TESTS = Path.of("src/test/java/lab/obscura/engine");

    /** How a test file speaks that compares with a tolerance; other than the script's own rule, which is wider. */
    private static final List<String> TOLERANCES = List.of("Assertions.within", "data.Percentage", "data.Offset");

    @Test
    void theScriptNamesEveryTestThatComparesWithATolerance() throws Exception {
        List<String> listed = list();

        assertThat(listed)
                .contains(
                        "EngineAgreementTest",
                        "LearningAgreementTest",
                        "GradientContractTest",
                        "CatalogContractTest",
                        "GaussianMechanismTest",
                        "CrossEntropyTest",
                        "InformationTest",
                        "MetricsTest")
                .containsAll(withTolerance());
    }

    @Test
    void theLongSuiteRunsTheScript() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int profile = pom.indexOf("<id>long</id>");

        assertThat(pom.substring(profile, pom.indexOf("</profile>", profile)))
                .contains("<phase>integration-test</phase>", "${project.basedir}/" + SCRIPT + "<");
    }

    private static List<String> list() throws IOException, InterruptedException {
        ShortCommand script = TestCommand.run(new ProcessBuilder("bash", SCRIPT, "--list"));
        assertThat(script.code()).as(script.toString()).isZero();
        return script.output().lines().toList();
    }

    private static List<String> withTolerance() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(NumericTestsTest::hasTolerance)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        }
    }

    private static boolean hasTolerance(Path file) {
        try {
            String text = Files.readString(file);
            return TOLERANCES.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
