package lab.obscura.engine.settings;

import java.util.List;

/** Settings that choose between what public code does and the same without its mistakes. */
public final class Variant {

    public static final String CORRECTED = "corrected";
    public static final String REFERENCE_CODE = "reference-code";

    private Variant() {}

    /** Corrected unless somebody asks for the reference code. */
    public static Setting<String> setting(String name) {
        return Setting.choice(name, List.of(CORRECTED, REFERENCE_CODE))
                .defaultsTo(CORRECTED)
                .formerly(CORRECTED, "intended")
                .formerly(REFERENCE_CODE, "faithful");
    }
}
