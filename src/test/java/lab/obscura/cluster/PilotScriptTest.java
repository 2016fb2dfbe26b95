package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.start.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PilotScriptTest {

    private static final Path SHARED = Path.of("/shared/home/cluster");
    private static final String PROGRAM = "/shared/obscura-pilot /shared/obscura.jar";

    @Test
    void whereNothingIsPublishedPilotsAreToldNothingOfIt() {
        assertThat(script(Map.of())).contains("exec " + PROGRAM + " worker ").doesNotContain("obscura.checkpoint");
    }

    @Test
    void pilotsPublishIntoTheFolderInWhichTheServiceLooks() {
        assertThat(script(Map.of("obscura.checkpoint.store", "folder", "obscura.checkpoint.interval", "5m")))
                .contains(
                        "'--obscura.checkpoint.store=folder'",
                        "'--obscura.checkpoint.interval=300000ms'",
                        "'--obscura.checkpoint.folder=/shared/home/published'");
    }

    @Test
    void pilotsPublishIntoTheSameBucket() {
        String script = script(Map.of(
                "obscura.checkpoint.store", "s3",
                "obscura.checkpoint.s3.endpoint", "https://s3.lab",
                "obscura.checkpoint.s3.bucket", "it's ours"));

        assertThat(script)
                .contains(
                        "'--obscura.checkpoint.s3.endpoint=https://s3.lab'",
                        "'--obscura.checkpoint.s3.bucket=it'\\''s ours'",
                        "'--obscura.checkpoint.s3.prefix=obscura/checkpoints'")
                .doesNotContain("checkpoint.folder");
    }

    @Test
    void pilotsReadTheirPasswordFromTheSharedFolder() {
        assertThat(script(Map.of()))
                .contains(
                        "'--spring.config.additional-location=file:/shared/home/cluster/worker.properties' '--obscura.home=/shared/home'");
    }

    @Test
    void withoutASharedFolderEverythingOfTheirsLiesOnTheNode() {
        assertThat(script(Map.of("obscura.cluster.node-home", "/local/$USER/obscura")))
                .contains("\"--spring.config.additional-location=file:/local/$USER/obscura/worker.properties\""
                        + " \"--obscura.home=/local/$USER/obscura\"")
                .contains("mkdir -p -m 700 \"/local/$USER/obscura\" && cd \"/local/$USER/obscura\" || exit 1\n")
                .doesNotContain("/shared/home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/local/$(rm -rf x)", "/local/\"; true \"", "/local/`id`", "local", "$(id)", "/a b"})
    void aHomeOfNodesIsNoProgram(String home) {
        assertThatThrownBy(() -> script(Map.of("obscura.cluster.node-home", home)))
                .hasRootCauseMessage(
                        "obscura.cluster.node-home must be a folder from the root on, of letters, digits, _ . - / and variables as $USER, was "
                                + home + ". Leave it out where nodes share obscura.home");
    }

    @Test
    void pilotsWithoutASharedFolderNeedAStoreThatTheyReach() {
        var alone = Map.of("obscura.cluster.node-home", "/local/obscura");
        var withFolder = Map.of("obscura.cluster.node-home", "/local/obscura", "obscura.checkpoint.store", "folder");
        var mounted = new HashMap<>(withFolder);
        mounted.put("obscura.checkpoint.folder", "/mnt/checkpoints");

        assertThatThrownBy(() -> PilotAccess.folder(properties(alone), SHARED))
                .isInstanceOf(StartException.class)
                .hasMessageEndingWith("or folder with an obscura.checkpoint.folder that all of them mount");
        assertThatThrownBy(() -> PilotAccess.folder(properties(withFolder), SHARED))
                .isInstanceOf(StartException.class);
        assertThat(PilotAccess.folder(properties(mounted), SHARED)).isEqualTo("/tmp");
        assertThat(PilotAccess.folder(properties(Map.of()), SHARED)).isEqualTo("/shared/home/cluster");
    }

    private static String script(Map<String, String> settings) {
        ObscuraProperties properties = properties(settings);
        return new PilotScript(properties, PROGRAM, SHARED.resolve("worker.properties"))
                .of(properties.cluster().pools().get(0));
    }

    private static ObscuraProperties properties(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("obscura.home", "/shared/home");
        all.put("obscura.cluster.engine", "slurm");
        all.put("obscura.cluster.pools[0].name", "cpu");
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
    }
}
