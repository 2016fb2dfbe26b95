package lab.obscura.account;

import java.util.Objects;

/**
 * Who asks for something: a name, not a proof, as long as there are no accounts. Names were accepted by other rules in earlier versions, so
 * whatever was stored is a name; what comes with a request is checked where it is read.
 */
public record Actor(String name) {

    /** A person who gave no name. */
    public static final Actor ANONYMOUS = new Actor("anonymous");

    /** Nobody: the service or a worker does it by itself. */
    public static final Actor SYSTEM = new Actor("");

    public Actor {
        Objects.requireNonNull(name, "An actor needs a name");
    }

    /** At the end of a sentence about what was done. */
    public String asCause() {
        return equals(ANONYMOUS) ? "on request" : "by " + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
