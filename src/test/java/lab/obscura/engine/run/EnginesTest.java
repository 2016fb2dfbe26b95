package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.DefinitionSchemas;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identities;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "torch"})
    void aDefinitionNamesItsEngine(String id) {
        var definition = definition(id, "cpu");
        Engine engine = Engines.of(definition.engine(), definition.device(), definition.arithmetic());

        assertThat(engine.id()).isEqualTo(id);
        assertThat(engine.describe()).contains("CPU");
    }

    @Test
    void torchSaysVersionDeviceAndThreads() {
        assertThat(TorchEngine.on(DeviceChoice.CPU).describe())
                .matches("libtorch 2\\.10\\.0, CPU, \\d+ threads?, float");
    }

    @ParameterizedTest
    @EnumSource(EngineId.class)
    void autoIsTheCpuWhereThereIsNoGpu(EngineId id) {
        assumeThat(TorchEngine.isBuiltForCuda())
                .as("a GPU build may find a GPU")
                .isFalse();

        assertThat(Engines.of(id, DeviceChoice.AUTO, Arithmetic.DEFAULT).describe())
                .contains("CPU");
    }

    @ParameterizedTest
    @EnumSource(EngineId.class)
    void aGpuThatIsNotThereIsRefusedWithTheWayOut(EngineId id) {
        assumeThat(TorchEngine.isBuiltForCuda())
                .as("a GPU build may find a GPU")
                .isFalse();

        assertThatThrownBy(() -> Engines.of(id, DeviceChoice.CUDA, Arithmetic.DEFAULT))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("device must be cpu or auto on this machine, was cuda")
                .hasMessageContaining("choose cpu");
        assertThat(Engines.doubt(id, DeviceChoice.CUDA))
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("no code for NVIDIA GPUs", "cuda", "auto"));
        assertThat(Engines.doubt(id, DeviceChoice.AUTO)).isEmpty();
    }

    @Test
    void anUnknownEngineIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> definition("tourch", "cpu"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("engine must be one of dl4j, torch, was tourch")
                .hasMessageContaining("Did you mean torch?");
    }

    @Test
    void engineAndDeviceBelongToTheIdentity() {
        String onCpu = Identities.of(definition("torch", "cpu"), "hash").trainingHash(1);

        assertThat(Identities.of(definition("dl4j", "cpu"), "hash").trainingHash(1))
                .isNotEqualTo(onCpu);
        assertThat(Identities.of(definition("torch", "auto"), "hash").trainingHash(1))
                .isNotEqualTo(onCpu);
        assertThat(Identities.of(definition("torch", "cuda"), "hash").trainingHash(1))
                .isNotEqualTo(onCpu);
    }

    @Test
    void howACardComputesBelongsToTheIdentityAndNothingChangesWhereNothingIsSaid() {
        String onACard = trainingHash("cuda", Map.of());

        assertThat(trainingHash("cuda", Map.of("precision", "float32", "deterministic", false)))
                .isEqualTo(onACard);
        assertThat(trainingHash("cuda", Map.of("precision", "tf32"))).isNotEqualTo(onACard);
        assertThat(trainingHash("cuda", Map.of("precision", "bf16")))
                .isNotEqualTo(onACard)
                .isNotEqualTo(trainingHash("cuda", Map.of("precision", "tf32")));
        assertThat(trainingHash("cuda", Map.of("deterministic", true))).isNotEqualTo(onACard);
        assertThat(trainingHash("cpu", Map.of("deterministic", true))).isEqualTo(trainingHash("cpu", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "torch, cpu, tf32, float32 on device cpu",
        "torch, auto, tf32, float32 on device auto",
        "torch, cpu, bf16, float32 on device cpu",
        "dl4j, cuda, bf16, float32 with engine dl4j"
    })
    void aPrecisionThatOnlyCardsHaveIsRefusedElsewhere(String engine, String device, String precision, String rule) {
        assertThatThrownBy(() -> definition(engine, device, Map.of("precision", precision)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("precision must be " + rule + ", was " + precision
                        + ". Leave it out, or choose engine torch on device cuda");
    }

    @Test
    void dl4jCannotPromiseTheOrderOfSumsOnACard() {
        assertThatThrownBy(() -> definition("dl4j", "cuda", Map.of("deterministic", true)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("deterministic must be false with engine dl4j on device cuda, was true. "
                        + "Leave it out, or choose device cpu, where it holds anyway, or engine torch");
        assertThat(definition("dl4j", "cpu", Map.of("deterministic", true))
                        .arithmetic()
                        .deterministic())
                .isTrue();
    }

    private static String trainingHash(String device, Map<String, Object> more) {
        return Identities.of(definition("torch", device, more), "hash").trainingHash(1);
    }

    @Test
    void formsLearnEnginesAndDevicesFromTheCatalog() {
        Map<String, Object> general = DefinitionSchemas.sections().get("general");

        assertThat(general.get("properties"))
                .extracting("engine", "device")
                .extracting("enum")
                .containsExactly(List.of("dl4j", "torch"), List.of("cpu", "cuda", "auto"));
    }

    private static ExperimentDefinition definition(String engine, String device) {
        return definition(engine, device, Map.of());
    }

    private static ExperimentDefinition definition(String engine, String device, Map<String, Object> more) {
        var json = new LinkedHashMap<String, Object>(PipelineTest.preset("tiny").definition());
        json.put("engine", engine);
        json.put("device", device);
        json.putAll(more);
        return new DefinitionReader().read(json);
    }
}
