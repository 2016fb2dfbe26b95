package lab.obscura.account.project;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A group of people.
 *
 * @param name as in addresses; never changes
 * @param members names of accounts, in their order
 * @param experiments how many belong to it
 */
record Project(UUID id, String name, String title, List<String> members, int experiments, Instant createdAt) {

    Project {
        members = List.copyOf(members);
    }
}
