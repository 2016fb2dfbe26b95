package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PilotScriptTest {

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

    private static String script(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("obscura.home", "/shared/home");
        all.put("obscura.cluster.engine", "slurm");
        all.put("obscura.cluster.pools[0].name", "cpu");
        ObscuraProperties properties =
                new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
        return new PilotScript(properties, PROGRAM, Path.of("/shared/home/cluster/worker.properties"))
                .of(properties.cluster().pools().get(0));
    }
}
