package lab.obscura.engine.network;

/**
 * How an engine computes on a card. On the CPU there is one way: float32, and sums in an order that only the number of threads changes.
 *
 * @param deterministic whether a card may only take algorithms that add in the same order every time; else the library searches the
 *     fastest for each shape
 */
public record Arithmetic(Precision precision, boolean deterministic) {

    /** Of definitions that say nothing. */
    public static final Arithmetic DEFAULT = new Arithmetic(Precision.FLOAT32, false);

    /** In words, for the provenance of a run on a card. */
    public String onACard() {
        return precision.id() + ", " + (deterministic ? "algorithms that add in one order" : "algorithms by search");
    }
}
