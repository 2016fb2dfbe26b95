package lab.obscura.notify.send;

/** A message did not arrive. Its text is for the one whom it was for. */
final class Undelivered extends Exception {

    private final boolean isFinal;

    private Undelivered(String reason, boolean isFinal) {
        super(reason);
        this.isFinal = isFinal;
    }

    /** Another attempt may arrive. */
    static Undelivered yet(String reason) {
        return new Undelivered(reason, false);
    }

    /** Another attempt would be in vain. */
    static Undelivered ever(String reason) {
        return new Undelivered(reason, true);
    }

    boolean isFinal() {
        return isFinal;
    }
}
