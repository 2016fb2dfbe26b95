package lab.obscura.engine.network;

/** Which gradients a backward pass is to compute. */
public enum Wanted {
    /** Added up into {@link Network#gradients()}. */
    PARAMETERS,
    /** Returned. */
    INPUT,
    BOTH;

    public boolean parameters() {
        return this != INPUT;
    }

    public boolean input() {
        return this != PARAMETERS;
    }
}
