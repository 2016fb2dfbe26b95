package lab.obscura.execution.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Where data sets come from.
 *
 * <p>Every method throws a {@link DataAwayException} when it is worth trying again, and a {@link DataRefusedException} when it is not.
 */
interface SetSource {

    /** Has none. */
    SetSource NONE = new SetSource() {

        @Override
        public List<Offered> all() {
            return List.of();
        }

        @Override
        public SetListing listing(String id, int imageSize) {
            throw new IllegalStateException("Nothing is fetched where there is no service to fetch it from");
        }

        @Override
        public void fetch(String id, SetListing.File file, Path here, LongConsumer got) {
            throw new IllegalStateException("Nothing is fetched where there is no service to fetch it from");
        }
    };

    /** All that there are. */
    List<Offered> all();

    /**
     * A set that can be fetched.
     *
     * @param bytes of its files; 0 when that is not known
     */
    record Offered(String id, long bytes) {}

    /** @param imageSize what a run scales its pictures to; 0 for nothing */
    SetListing listing(String id, int imageSize);

    /**
     * Fetches what a file on this host lacks: all when it is empty or missing, else the rest.
     *
     * @param got hears again and again how many bytes of the file are here
     */
    void fetch(String id, SetListing.File file, Path here, LongConsumer got);
}
