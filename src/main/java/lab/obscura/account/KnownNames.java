package lab.obscura.account;

import java.util.Optional;

/** Finds the account that an admin names in whose place to act. */
@FunctionalInterface
public interface KnownNames {
    Optional<SignedIn> find(String name);
}
