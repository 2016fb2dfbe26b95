package lab.obscura.engine.run.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import lab.obscura.engine.definition.presets.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        "dl4j,cpu,true",
        "dl4j,auto,false",
        "dl4j,cuda,false",
        "torch,cpu,true",
        "torch,auto,true",
        "torch,cuda,true"
    })
    void nd4jStaysOnTheCpuUnlessItIsToTakeTheGpu(String engine, String device, boolean onCpu) {
        var definition =
                new HashMap<>(Presets.all().stream().findFirst().orElseThrow().definition());
        definition.put("engine", engine);
        definition.put("device", device);

        Map<String, String> variables = ProcessEnvironment.of(definition);

        assertThat(variables)
                .isEqualTo(onCpu ? Map.of("BACKEND_PRIORITY_CPU", "100", "BACKEND_PRIORITY_GPU", "0") : Map.of());
    }

    @Test
    void cublasIsToldBeforeItStartsWhereSumsMustKeepTheirOrder() {
        var definition =
                new HashMap<>(Presets.all().stream().findFirst().orElseThrow().definition());
        definition.putAll(Map.of("engine", "torch", "device", "cuda", "deterministic", true));

        assertThat(ProcessEnvironment.of(definition)).containsEntry("CUBLAS_WORKSPACE_CONFIG", ":4096:8");

        definition.put("device", "cpu");
        assertThat(ProcessEnvironment.of(definition)).doesNotContainKey("CUBLAS_WORKSPACE_CONFIG");
    }

    @Test
    void aBrokenDefinitionIsTheRunsOwnAffair() {
        assertThat(ProcessEnvironment.of(Map.of("engine", "abacus"))).isEmpty();
    }
}
