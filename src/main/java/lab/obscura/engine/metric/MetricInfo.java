package lab.obscura.engine.metric;

import lab.obscura.engine.stats.Interval;

/**
 * What the catalog says about a metric. It is all that boards, exports, the terminal and the pages know of it: none of them has a
 * list of its own.
 *
 * @param id as in columns and results; of a paper's formula with the paper's name behind a point
 * @param title for people
 * @param direction which way is better for privacy
 * @param range between which numbers it lies for images in [0, 1]; an end may be infinite
 */
public record MetricInfo(
        String id, String title, Notation notation, Direction direction, Interval range, MetricVersion version) {

    /** Which way a number has to go for reconstructions to be worse, that is, for privacy to be better. */
    public enum Direction {
        HIGHER_IS_MORE_PRIVATE,
        LOWER_IS_MORE_PRIVATE
    }

    public boolean higherIsMorePrivate() {
        return direction == Direction.HIGHER_IS_MORE_PRIVATE;
    }

    /** The same with another range. */
    public MetricInfo within(Interval otherRange) {
        return new MetricInfo(id, title, notation, direction, otherRange, version);
    }

    /** Under this name stands beside each attack what a constant guess scores, see {@link ConstantGuess}. */
    public String constantGuess() {
        return id + ".constantGuess";
    }

    /** Under this name a run says what the best of its attacks reaches, image by image. */
    public String worstCase() {
        return "worstCase." + id;
    }
}
