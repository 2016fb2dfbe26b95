package lab.obscura.engine.network;

import java.util.function.Supplier;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;

/** Every engine, for tests that hold for all of them. */
public enum TestEngine {
    DL4J(Dl4jEngine::create, Dl4jEngine::inDoublePrecision),
    TORCH(() -> TorchEngine.on(DeviceChoice.CPU), TorchEngine::inDoublePrecision);

    private final Supplier<Engine> single;
    private final Supplier<Engine> exact;

    TestEngine(Supplier<Engine> single, Supplier<Engine> exact) {
        this.single = single;
        this.exact = exact;
    }

    public Engine create() {
        return single.get();
    }

    public Engine inDoublePrecision() {
        return exact.get();
    }
}
