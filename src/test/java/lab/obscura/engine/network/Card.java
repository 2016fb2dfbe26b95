package lab.obscura.engine.network;

import static org.assertj.core.api.Assumptions.assumeThat;

import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.GpuInventory;

/**
 * The NVIDIA card of this machine, for tests with the tag {@code gpu}. Where there is none they are skipped; {@code -Dobscura.test.card=cpu}
 * rehearses them on the CPU.
 */
final class Card {

    private static final boolean REHEARSAL =
            System.getProperty("obscura.test.card", "").equals("cpu");

    private Card() {}

    static Engine engine(Arithmetic arithmetic) {
        return TorchEngine.on(device(), arithmetic);
    }

    static Engine inDoublePrecision() {
        return TorchEngine.inDoublePrecision(device());
    }

    /** Skips the test where there is no card. */
    static DeviceChoice device() {
        if (REHEARSAL) {
            return DeviceChoice.CPU;
        }
        assumeThat(TorchEngine.isBuiltForCuda())
                .as("built with code for NVIDIA cards (-Ptorch-cuda)")
                .isTrue();
        assumeThat(GpuInventory.ofThisMachine().hasCard())
                .as("an NVIDIA card in this machine")
                .isTrue();
        return DeviceChoice.CUDA;
    }
}
