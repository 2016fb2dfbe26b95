package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an engine is to compute. */
public enum DeviceChoice {
    CPU,
    CUDA,
    /** The GPU where the engine finds one, else the CPU. */
    AUTO;

    /** As in definitions. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for one that a later version of the program has. */
    public static Optional<DeviceChoice> of(String id) {
        return Arrays.stream(values()).filter(device -> device.id().equals(id)).findFirst();
    }
}
