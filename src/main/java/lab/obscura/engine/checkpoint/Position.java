package lab.obscura.engine.checkpoint;

import java.util.Locale;

/**
 * Where a loop stands.
 *
 * @param epochs that are done with everything that belongs to them
 * @param steps of the epoch after those
 */
public record Position(int epochs, int steps) {

    /** Nothing is done yet. */
    public static final Position START = new Position(0, 0);

    /** Where the loop stood whose state this is. */
    public static Position of(CheckpointFile state) {
        return new Position((int) CheckpointFile.number(state.facts().get("epoch")), (int)
                CheckpointFile.number(state.facts().getOrDefault("steps", 0)));
    }

    /** The epoch in hand in words, as in "epoch 3 of 24". */
    public static String epoch(int epoch, int all) {
        return "epoch " + epoch + " of " + all;
    }

    /** In words, as in "in epoch 3 of 8, after 117 steps". */
    public String inWords(int allEpochs) {
        return steps == 0
                ? String.format(Locale.ROOT, "after epoch %d of %d", epochs, allEpochs)
                : String.format(Locale.ROOT, "in epoch %d of %d, after %d steps", epochs + 1, allEpochs, steps);
    }
}
