package lab.obscura.engine.attack;

/** An attack asked for something that it did not declare. */
public final class NotGrantedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NotGrantedException(Access access) {
        super("This attack's threat model does not grant " + access.id() + "; declare it in the attack's info");
    }
}
