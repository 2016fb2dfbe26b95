package lab.obscura.account;

import java.util.Objects;

/**
 * Who asks for something: an account, or only a name where the service runs without accounts. Names were accepted by other rules in
 * earlier versions, so whatever was stored is a name; what comes with a request is checked where it is read.
 *
 * @param name as it is shown
 * @param account id of the account; empty when there is none
 * @param isFree whether it may change what belongs to others: admins, and everybody where there are no accounts
 * @param purpose for what it submits
 */
public record Actor(String name, String account, boolean isFree, Purpose purpose) {

    /** A person who gave no name. */
    public static final Actor ANONYMOUS = new Actor("anonymous");

    /** Nobody: the service or a worker does it by itself. */
    public static final Actor SYSTEM = new Actor("");

    public Actor {
        Objects.requireNonNull(name, "An actor needs a name");
        Objects.requireNonNull(account, "An actor without account has an empty one");
        Objects.requireNonNull(purpose, "Who submits for nothing in particular submits for himself");
    }

    /** A name without an account. */
    public Actor(String name) {
        this(name, "", true);
    }

    /** Somebody who submits for himself. */
    public Actor(String name, String account, boolean isFree) {
        this(name, account, isFree, Purpose.OWN);
    }

    /** The same, for this purpose. */
    public Actor submittingFor(Purpose other) {
        return new Actor(name, account, isFree, other);
    }

    /** Whether it may change what belongs to this account; empty is nobody's. */
    public boolean mayChange(String owner) {
        return isFree || !owner.isEmpty() && owner.equals(account);
    }

    /** Among whom the queue shares the slots: the account, else the name. As the column {@code lane} of runs. */
    public String lane() {
        return account.isEmpty() ? name : account;
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
