package lab.obscura.benchmark;

import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.dl4j.NativeBuild;
import lab.obscura.engine.network.torch.TorchEngine;

/** Engines by name, on the device that {@code -Dbenchmark.device} names. */
final class BenchmarkEngines {

    private BenchmarkEngines() {}

    /** The CPU unless said otherwise. */
    static DeviceChoice device() {
        String named = System.getProperty("benchmark.device", "cpu");
        return DeviceChoice.of(named)
                .filter(device -> device != DeviceChoice.AUTO)
                .orElseThrow(() -> new IllegalArgumentException(
                        "benchmark.device must be cpu or cuda, was " + named + ". Leave it out for cpu"));
    }

    static Engine named(String id) {
        NativeBuild.choose();
        return switch (id) {
            case "dl4j" -> Dl4jEngine.on(device());
            case "torch" -> TorchEngine.on(device());
            default -> throw new IllegalArgumentException("No engine is called '" + id + "'; known: dl4j, torch");
        };
    }
}
