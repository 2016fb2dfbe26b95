package lab.obscura.execution.datasets;

import java.util.List;

/** The data sets that runs may have at a worker. */
@FunctionalInterface
public interface ReadableSets {

    /** Ids of those that one may have now. */
    List<String> ids();

    /** Whether some are left out of the {@link #ids} that the worker could have, were there more room. */
    default boolean withholds() {
        return false;
    }

    /** Ids of those that it may never hold: they are larger than {@code obscura.data.fetched-limit}. */
    default List<String> tooLarge() {
        return List.of();
    }
}
