package lab.obscura.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an operator may say of pools, and what is refused with a way out. */
class ClusterSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "--time=90, PT1H30M",
        "--time=4:00:00, PT4H",
        "--time=1:30, PT1M30S",
        "--time=2-12, PT60H",
        "--partition=a -t 2-12:30:15, PT60H30M15S"
    })
    void theTimeLimitIsReadAsSlurmReadsIt(String options, Duration limit) {
        assertThat(pool(Map.of("sbatch", options)).timeLimit()).contains(limit);
    }

    @Test
    void withoutOneThereIsNone() {
        assertThat(pool(Map.of("sbatch", "--partition=gpu")).timeLimit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | GPU | must be 1 to 30 of a-z, 0-9 and -",
                "max | 0 | max must be from 1 to 10000",
                "memory | 1GB | memory must be at least 2GB",
                "gpu-memory | 24GB | gpu-memory is what the card of a pool with device=cuda has",
                "device | cuda | gpu-memory is what the card of a pool with device=cuda has",
                "sbatch | --array=1-5 | must not say --array: the service says it",
                "sbatch | --requeue | must not say --requeue"
            })
    void whatAPoolCannotBeIsRefused(String key, String value, String sentence) {
        assertThatThrownBy(() -> pool(Map.of(key, value))).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void anEngineNeedsAPoolAndPoolsNeedNames() {
        assertThatThrownBy(() -> settings(Map.of("engine", "slurm")))
                .rootCause()
                .hasMessageContaining("needs a pool: set obscura.cluster.pools[0].name");
        assertThatThrownBy(() -> settings(Map.of("pools[0].name", "a", "pools[1].name", "a")))
                .rootCause()
                .hasMessageContaining("must have different names");
    }

    private static ClusterSettings.Pool pool(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("pools[0].name", "gpu"));
        settings.forEach((key, value) -> all.put("pools[0]." + key, value));
        return settings(all).pools().get(0);
    }

    private static ClusterSettings settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", ClusterSettings.class);
    }
}
