package lab.obscura.benchmark;

import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.dl4j.NativeBuild;
import lab.obscura.engine.network.torch.TorchEngine;

/** Engines by name. */
final class BenchmarkEngines {

    private BenchmarkEngines() {}

    static Engine named(String id) {
        NativeBuild.choose();
        return switch (id) {
            case "dl4j" -> Dl4jEngine.on(DeviceChoice.CPU);
            case "torch" -> TorchEngine.on(DeviceChoice.CPU);
            default -> throw new IllegalArgumentException("No engine is called '" + id + "'; known: dl4j, torch");
        };
    }
}
