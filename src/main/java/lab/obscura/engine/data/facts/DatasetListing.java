package lab.obscura.engine.data.facts;

/** A line of the catalog: a data set that can be used, a folder that cannot and why, or one of which that is not known yet. */
public sealed interface DatasetListing {

    String id();

    /** A data set that was read from the first to the last image. */
    record Usable(DatasetInfo info) implements DatasetListing {

        @Override
        public String id() {
            return info.id();
        }
    }

    /**
     * A folder that is no usable data set.
     *
     * @param problem what was expected, what was found, and the way out
     */
    record Damaged(String id, String problem) implements DatasetListing {}

    /** Its files are still being read. */
    record BeingRead(String id) implements DatasetListing {}
}
