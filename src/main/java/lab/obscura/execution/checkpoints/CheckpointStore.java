package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Files by keys such as {@code RUN/files/HASH}, that every host sees. A file is there whole or not at all, and is never changed.
 *
 * <p>Every method throws a {@link StoreException} when the store cannot be reached or refuses.
 */
public interface CheckpointStore {

    /** Keeps nothing: for those whose checkpoints stay where they are written. */
    CheckpointStore NONE = new CheckpointStore() {

        @Override
        public List<String> list(String folder) {
            return List.of();
        }

        @Override
        public Set<String> runs() {
            return Set.of();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public boolean fetch(String key, Path target) {
            return false;
        }

        @Override
        public Optional<StoredFile> open(String key) {
            return Optional.empty();
        }

        @Override
        public void write(String key, Path file) {
            throw new IllegalStateException("Nothing is published where there is no store");
        }

        @Override
        public void delete(String key) {
            // There is nothing.
        }
    };

    /** The same for whoever holds a run with this fence; stores that ask nobody do not care. */
    default CheckpointStore under(long fence) {
        return this;
    }

    /** Finds out whether this host may write here, before a checkpoint is lost. */
    default void probe() {
        String key = "check/" + UUID.randomUUID();
        try {
            Path file = Files.createTempFile("obscura", "check");
            try {
                write(key, file);
                delete(key);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException("No file can be made on this host to try the store with", e);
        }
    }

    /** Removes all below a folder, also what was left half written. */
    default void deleteAll(String folder) {
        list(folder).forEach(this::delete);
    }

    /** All keys below a folder, in their order. */
    List<String> list(String folder);

    /** The first parts of all keys. */
    Set<String> runs();

    /** What all files take together. */
    long bytes();

    /** Brings a file to a place on this host; false when there is none with this key. */
    boolean fetch(String key, Path target);

    /** Opens a file for whoever hands it on, without a copy of it on this host; empty when there is none with this key. */
    Optional<StoredFile> open(String key);

    /** Keeps a file, instead of one with the same key. */
    void write(String key, Path file);

    /** Removes a file; one that is not there is removed already. */
    void delete(String key);
}
