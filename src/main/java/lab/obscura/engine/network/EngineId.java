package lab.obscura.engine.network;

import java.util.Locale;

/** The engines that an experiment can choose between. */
public enum EngineId {
    DL4J,
    TORCH;

    /** As in definitions. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
