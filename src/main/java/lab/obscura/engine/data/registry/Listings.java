package lab.obscura.engine.data.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.obscura.engine.data.facts.DatasetListing;

/**
 * What is known of data sets: in memory for as long as the names, sizes and times of their files stay the same, and for usable ones in
 * a small file each. Files are looked at and read in the background; whoever asks waits as long as he likes. Safe for several threads.
 */
public final class Listings {

    /**
     * A data set as it is, or as it is with an image size.
     *
     * @param imageSize what the pictures are scaled to; 0 for nothing
     */
    public record Key(String id, int imageSize) {}

    private final DatasetFiles files;
    private final StoredListings stored;
    private final Lanes lanes = new Lanes();
    private final Map<Key, WatchedDataset> watched = new ConcurrentHashMap<>();

    /** @param folder for the small files */
    public Listings(Path folder, DatasetFiles files) {
        this.files = files;
        this.stored = new StoredListings(folder);
    }

    /** What is known of each at the deadline. Never throws for damaged data. */
    public List<DatasetListing> get(List<Key> keys, Deadline deadline) {
        keys.forEach(key -> watched(key).refresh(deadline.rest()));
        return keys.stream().map(key -> watched(key).answer(deadline)).toList();
    }

    private WatchedDataset watched(Key key) {
        return watched.computeIfAbsent(
                key, unknown -> new WatchedDataset(key.id(), key.imageSize(), files, stored, lanes));
    }
}
