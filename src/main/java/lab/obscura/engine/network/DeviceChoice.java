package lab.obscura.engine.network;

import java.util.Optional;
import lab.obscura.engine.settings.EnumId;

/** Where an engine is to compute. */
public enum DeviceChoice {
    CPU,
    CUDA,
    /** The GPU where the engine finds one, else the CPU. */
    AUTO;

    /** As in definitions. */
    public String id() {
        return EnumId.of(this);
    }

    /** Empty for one that a later version of the program has. */
    public static Optional<DeviceChoice> of(String id) {
        return EnumId.find(DeviceChoice.class, id);
    }
}
