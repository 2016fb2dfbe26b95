package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

    private static final Properties BUILD =
            properties(Map.of("build.version", "1.2", "build.time", "2026-11-28T09:43:45.123Z", "build.commit", "abc"));

    @Test
    void thisBuildKnowsItsVersionAndItsTime() throws Exception {
        var build = BuildInfo.ofThisProgram();

        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + build.version() + "</version>");
        assertThat(Instant.parse(build.time())).isBeforeOrEqualTo(Instant.now());
        if (Files.exists(Path.of(".git/HEAD"))) {
            assertThat(build.commit()).matches("[0-9a-f]{10,}");
        }
    }

    @Test
    void theCommitIsThatOfTheRepository() {
        var build = BuildInfo.of(BUILD, properties(Map.of("git.commit.id.abbrev", "1a2b3c4d5e", "git.dirty", "true")));

        assertThat(build).hasToString("1.2, commit 1a2b3c4d5e with changes, built 2026-11-28T09:43:45Z");
    }

    @Test
    void withoutARepositoryItIsTheOneThatTheBuilderNamed() {
        assertThat(BuildInfo.of(BUILD, new Properties())).hasToString("1.2, commit abc, built 2026-11-28T09:43:45Z");
        assertThat(BuildInfo.of(new Properties(), new Properties()))
                .hasToString("development, commit unknown, built unknown");
    }

    private static Properties properties(Map<String, String> facts) {
        var properties = new Properties();
        properties.putAll(facts);
        return properties;
    }
}
