package lab.obscura.engine.checkpoint;

import java.util.Optional;
import java.util.function.Consumer;
import lab.obscura.engine.data.images.DataException;

/** Where the loops of one computation, a training or an attack, keep their states, so that a later attempt resumes from there. */
public interface Checkpoints {

    /** For computations that nobody will resume. */
    Checkpoints NONE = new Checkpoints() {

        @Override
        public Checkpoints named(String loop) {
            return this;
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public void save(Position at, CheckpointFile state, Runnable kept) {
            kept.run(); // nobody will ask for it
        }

        @Override
        public void settle() {
            // Nothing is being written.
        }

        @Override
        public Optional<CheckpointFile> latest(Consumer<String> told) {
            return Optional.empty();
        }

        @Override
        public void removeOthers() {
            // There are none.
        }
    };

    /** Those of another loop of the same computation. */
    Checkpoints named(String loop);

    /** Whether the last one, of whatever loop, is too long ago. To be asked after every step. */
    boolean isDue();

    /**
     * Keeps a state, with its place; the older ones of this loop go, but for one. Nothing in it may change afterwards.
     *
     * @param kept called when it is on the disk: before this returns, or in a later call of any method
     */
    void save(Position at, CheckpointFile state, Runnable kept);

    /** The same where nobody waits to hear of it. */
    default void save(Position at, CheckpointFile state) {
        save(at, state, () -> {});
    }

    /** Returns when all that was saved is on the disk. */
    void settle();

    /**
     * The newest one of this loop that is whole. A damaged one is removed, and passed over when the one before it serves.
     *
     * @param told hears, in words, of what was passed over
     * @throws DataException when there were some and none is whole: to start from scratch is for people to decide
     */
    Optional<CheckpointFile> latest(Consumer<String> told);

    /** Removes those of the computation's other loops. */
    void removeOthers();
}
