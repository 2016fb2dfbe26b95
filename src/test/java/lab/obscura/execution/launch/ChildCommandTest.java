package lab.obscura.execution.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class ChildCommandTest {

    @TempDir
    Path path;

    @Test
    void nativeThreadsSleepWhileTheyWait() {
        assertThat(environment(Map.of()))
                .containsEntry("OMP_WAIT_POLICY", System.getenv().getOrDefault("OMP_WAIT_POLICY", "passive"))
                .containsEntry("OPENBLAS_THREAD_TIMEOUT", System.getenv().getOrDefault("OPENBLAS_THREAD_TIMEOUT", "4"));
    }

    @Test
    void memoryOfAStepStaysForTheNextOne() {
        assertThat(environment(Map.of()))
                .containsEntry("MALLOC_ARENA_MAX", System.getenv().getOrDefault("MALLOC_ARENA_MAX", "1"))
                .containsKeys("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");
    }

    @Test
    void oneThreadCollectsTheSmallHeap() {
        var command = new ChildCommand(properties(Map.of()), List.of("Program"));

        assertThat(command.line(new AttemptFolder(path), 1)).containsSubsequence("-XX:+UseSerialGC", "Program");
    }

    /** More threads than cores would fight over them. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 256", "3, 1"})
    void theSlotsShareTheCoresUnlessToldOtherwise(int threads, int slots) {
        int share = Math.max(1, Runtime.getRuntime().availableProcessors() / slots);

        assertThat(environment(Map.of("obscura.worker.threads", threads, "obscura.worker.slots", slots)))
                .containsEntry("OMP_NUM_THREADS", Integer.toString(threads == 0 ? share : threads));
    }

    @Test
    void nd4jStaysAwayFromTheGpuByDefault() {
        assertThat(environment(Map.of()))
                .containsEntry("BACKEND_PRIORITY_CPU", "100")
                .containsEntry("BACKEND_PRIORITY_GPU", "0");
    }

    @Test
    void aWorkerThatOffersNoCardHidesItFromItsRuns() {
        assertThat(environment(Map.of("obscura.worker.gpu-memory", "0B"))).containsEntry("CUDA_VISIBLE_DEVICES", "-1");
        assertThat(environment(Map.of())).doesNotContainKey("CUDA_VISIBLE_DEVICES");
    }

    private Map<String, String> environment(Map<String, Object> settings) {
        var folder = new AttemptFolder(path);
        byte[] definition = JsonMapper.builder()
                .build()
                .writeValueAsBytes(
                        Presets.all().stream().findFirst().orElseThrow().definition());
        folder.write(folder.definition(), definition);
        return new ChildCommand(properties(settings), List.of("Program")).environment(folder);
    }

    private static ObscuraProperties properties(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("obscura", ObscuraProperties.class);
    }
}
