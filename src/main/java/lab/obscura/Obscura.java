package lab.obscura;

/** The program. */
public final class Obscura {

    private Obscura() {}

    public static void main(String[] arguments) {
        throw new IllegalStateException("The commands follow with the first run");
    }
}
