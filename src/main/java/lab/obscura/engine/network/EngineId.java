package lab.obscura.engine.network;

import lab.obscura.engine.settings.EnumId;

/** The engines that an experiment can choose between. */
public enum EngineId {
    DL4J,
    TORCH;

    /** As in definitions. */
    public String id() {
        return EnumId.of(this);
    }
}
