package lab.obscura.engine.network;

import lab.obscura.engine.settings.EnumId;

/** How many digits an engine keeps of the factors of convolutions and matrix products. Sums, weights and moments are float32 in all. */
public enum Precision {
    /** All 23 bits. */
    FLOAT32,
    /** 10 bits, on NVIDIA cards since Ampere. */
    TF32,
    /** 7 bits, and what passes between layers too. */
    BF16;

    /** As in definitions. */
    public String id() {
        return EnumId.of(this);
    }
}
