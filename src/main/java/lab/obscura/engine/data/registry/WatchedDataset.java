package lab.obscura.engine.data.registry;

import java.util.concurrent.CompletableFuture;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.images.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one data set, and of its files when they were last looked at. Whatever happens while it is read is its damage. */
final class WatchedDataset {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedDataset.class);

    private final String id;
    private final int imageSize;
    private final DatasetFiles files;
    private final StoredListings stored;
    private final Lanes lanes;
    private final DatasetListing noMemory;

    private String fingerprint = "";
    private CompletableFuture<DatasetListing> listing = new CompletableFuture<>();
    private CompletableFuture<Boolean> look = CompletableFuture.completedFuture(false);
    private long asked = System.nanoTime();
    private boolean isKnown;
    private long lookEnded;
    private long lookTook;

    WatchedDataset(String id, int imageSize, DatasetFiles files, StoredListings stored, Lanes lanes) {
        this.id = id;
        this.imageSize = imageSize;
        this.files = files;
        this.stored = stored;
        this.lanes = lanes;
        this.noMemory = new DatasetListing.Damaged(
                id, "Data set " + id + " could not be read: memory ran out. Give the service more (-Xmx)");
    }

    /** Has the files looked at, unless that was done a moment ago. */
    synchronized void refresh(int rest) {
        boolean resting = isKnown && System.nanoTime() - lookEnded < rest * lookTook;
        if (look.isDone() && !resting) {
            var begun = new CompletableFuture<Boolean>();
            lanes.walker().execute(() -> look(begun));
            look = begun;
        }
    }

    /** What is known at the deadline. */
    DatasetListing answer(Deadline deadline) {
        long end = deadline.unknownSince(asked());
        Deadline.await(currentLook(), isKnown() ? deadline.known() : end);
        return Deadline.await(currentListing(), end).orElseGet(() -> new DatasetListing.BeingRead(id));
    }

    private synchronized CompletableFuture<Boolean> currentLook() {
        return look;
    }

    private synchronized CompletableFuture<DatasetListing> currentListing() {
        return listing;
    }

    private synchronized long asked() {
        return asked;
    }

    private synchronized boolean isKnown() {
        return isKnown;
    }

    private void look(CompletableFuture<Boolean> done) {
        long begin = System.nanoTime();
        try {
            FilesState state = files.look(id);
            if (isNew(state.fingerprint())) {
                learn(state);
            }
        } catch (Throwable e) {
            become("", CompletableFuture.completedFuture(damage(e)));
        } finally {
            ended(begin);
            done.complete(true);
        }
    }

    private void learn(FilesState state) {
        String seen = imageSize + "-" + state.fingerprint();
        var answer = new CompletableFuture<DatasetListing>();
        become(state.fingerprint(), answer);
        stored.find(id, seen)
                .ifPresentOrElse(
                        info -> answer.complete(new DatasetListing.Usable(info)),
                        () -> lanes.reading(state.bytes()).execute(() -> read(seen, answer)));
    }

    private void read(String seen, CompletableFuture<DatasetListing> answer) {
        try {
            // Where its files have changed again, the next reading counts.
            boolean counts = currentListing() == answer;
            answer.complete(counts ? readAndStore(seen) : new DatasetListing.BeingRead(id));
        } finally { // without memory for a sentence or a log line, too
            answer.complete(noMemory);
        }
    }

    private DatasetListing readAndStore(String seen) {
        try {
            var found = new DatasetListing.Usable(files.read(id, imageSize));
            stored.store(seen, found.info());
            return found;
        } catch (Throwable e) {
            return damage(e);
        }
    }

    private DatasetListing damage(Throwable cause) {
        if (cause instanceof DataException) {
            return new DatasetListing.Damaged(id, cause.getMessage());
        }
        LOG.warn("event=dataset-failed dataset={} effect=\"it cannot be used\"", id, cause);
        return new DatasetListing.Damaged(
                id,
                "Data set " + id + " could not be read: " + cause
                        + ". It is tried again when its files change or the service starts; for lack of memory give the service "
                        + "more (-Xmx)");
    }

    private synchronized boolean isNew(String seen) {
        return !fingerprint.equals(seen);
    }

    private synchronized void become(String seen, CompletableFuture<DatasetListing> answer) {
        CompletableFuture<DatasetListing> before = listing;
        if (before.isDone()) { // its files have changed: the waiting starts again
            asked = System.nanoTime();
        }
        fingerprint = seen;
        listing = answer;
        answer.thenAccept(before::complete); // for those who have waited since the first look
    }

    private synchronized void ended(long begin) {
        isKnown = true;
        lookEnded = System.nanoTime();
        lookTook = lookEnded - begin;
    }
}
