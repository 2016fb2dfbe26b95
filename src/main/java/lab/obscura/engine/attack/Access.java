package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.List;

/** One thing that an attacker may see or ask beyond a single feature per target. */
public enum Access {
    /** Architecture and weights of the edge, normalization and transforms included: values and gradients. */
    WEIGHTS("weights"),
    /** The device's answers to images of the attacker's own, photographed or made up. */
    QUERIES("queries"),
    /** Images of the attacker's own, of the targets' kind. */
    AUXILIARY_IMAGES("auxiliaryImages"),
    /** Classes of the auxiliary images. */
    LABELS("labels"),
    /** The cloud's half with its weights, and the layers of the edge without theirs. */
    TAIL("tail"),
    /** Several features of the same target's image, each with the defense's randomness redrawn. */
    REPEATS("repeats");

    private final String id;

    Access(String id) {
        this.id = id;
    }

    /** Name in a definition. */
    public String id() {
        return id;
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Access::id).toList();
    }
}
