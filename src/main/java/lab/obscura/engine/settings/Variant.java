package lab.obscura.engine.settings;

/** Whether a part does what public code does, or the same without its mistakes. */
public enum Variant {
    CORRECTED,
    REFERENCE_CODE;

    /** Corrected unless somebody asks for the reference code. */
    public static Setting<Variant> setting(String name) {
        return Setting.choice(name, Variant.class)
                .defaultsTo(CORRECTED)
                .formerly(CORRECTED, "intended")
                .formerly(REFERENCE_CODE, "faithful");
    }
}
