package lab.obscura.engine.run.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.settings.SettingsException;

/** What the environment of a run's process must say: ND4J reads there, when it is loaded, where it shall compute from then on. */
public final class ProcessEnvironment {

    private static final Map<String, String> ON_CPU =
            Map.of("BACKEND_PRIORITY_CPU", "100", "BACKEND_PRIORITY_GPU", "0");

    /** cuBLAS adds in one order only with workspaces of its own, and asks for them when it starts. */
    private static final Map<String, String> IN_ONE_ORDER = Map.of("CUBLAS_WORKSPACE_CONFIG", ":4096:8");

    private ProcessEnvironment() {}

    /** Whether a run may compute on a card; one whose definition breaks a rule will not compute at all. */
    public static boolean mayUseCard(Map<String, Object> definition) {
        try {
            return new DefinitionReader().read(definition).device() != DeviceChoice.CPU;
        } catch (SettingsException e) {
            return false;
        }
    }

    /**
     * The variables for one run. ND4J's GPU build takes the GPU wherever it finds one; it must not for {@code device: cpu}, nor beside
     * libtorch, which reads ND4J's arrays in the host's memory.
     *
     * @param definition as it is stored; of one that breaks a rule, which the run itself will say, nothing is known
     */
    public static Map<String, String> of(Map<String, Object> definition) {
        try {
            ExperimentDefinition read = new DefinitionReader().read(definition);
            boolean gpuMayServe = read.engine() == EngineId.DL4J && read.device() != DeviceChoice.CPU;
            var variables = new LinkedHashMap<String, String>(gpuMayServe ? Map.of() : ON_CPU);
            if (read.arithmetic().deterministic() && read.device() != DeviceChoice.CPU) {
                variables.putAll(IN_ONE_ORDER);
            }
            return variables;
        } catch (SettingsException e) {
            return Map.of();
        }
    }
}
