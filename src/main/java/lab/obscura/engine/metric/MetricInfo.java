package lab.obscura.engine.metric;

/**
 * What the catalogue says about a metric.
 *
 * @param id as in columns and results
 * @param title for people
 * @param unit as in {@code dB}; empty for a plain number
 * @param direction which way is better for privacy
 */
public record MetricInfo(String id, String title, String unit, Direction direction, MetricVersion version) {

    /** Which way a number has to go for reconstructions to be worse, that is, for privacy to be better. */
    public enum Direction {
        HIGHER_IS_MORE_PRIVATE,
        LOWER_IS_MORE_PRIVATE
    }
}
