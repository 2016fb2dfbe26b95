package lab.obscura.account.guard;

import java.util.Optional;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;

/** What an address asks of who calls it. */
public enum Right {
    /** Nothing: nobody looks who it is. */
    OPEN,
    /** Nothing, but who is logged in is known. */
    KNOWN,
    /** To read: a viewer, or anybody where anonymous reading is allowed. */
    READ,
    /** An account, for what is its own. */
    SELF,
    /** To submit. */
    SUBMIT,
    /** To submit; the domain looks whether it is the owner's, too. */
    OWN,
    /** To be an admin. */
    ADMIN,
    /** To be a worker, which may do nothing else. */
    WORKER;

    /** @param anonymousRead whether who is not logged in may read */
    boolean allows(Optional<SignedIn> who, boolean anonymousRead) {
        return switch (this) {
            case OPEN, KNOWN -> true;
            case READ -> anonymousRead || isAtLeast(who, Role.VIEWER);
            case SELF -> isAtLeast(who, Role.VIEWER);
            case SUBMIT, OWN -> isAtLeast(who, Role.SUBMITTER);
            case ADMIN -> isAtLeast(who, Role.ADMIN);
            case WORKER -> isAtLeast(who, Role.WORKER);
        };
    }

    private static boolean isAtLeast(Optional<SignedIn> who, Role role) {
        return who.filter(one -> one.role().includes(role)).isPresent();
    }

    /** In the sentence of a refusal. */
    String needed() {
        return switch (this) {
            case OPEN, KNOWN -> "nothing";
            case READ, SELF -> "viewer";
            case SUBMIT, OWN -> "submitter";
            case ADMIN -> "admin";
            case WORKER -> "worker";
        };
    }
}
