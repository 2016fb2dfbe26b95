package lab.obscura.account.people;

import java.time.Instant;
import java.util.UUID;
import lab.obscura.account.Role;

/**
 * Somebody who may log in.
 *
 * @param name never changes
 * @param displayName empty when there is none
 */
public record Account(
        UUID id, String name, String displayName, Role role, Origin origin, boolean isDisabled, Instant createdAt) {}
