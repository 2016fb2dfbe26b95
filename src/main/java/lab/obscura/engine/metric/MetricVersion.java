package lab.obscura.engine.metric;

/**
 * Which formula a number was computed with. A changed formula gets a new number, and old results keep theirs.
 *
 * @param number counted from 1
 * @param formula in one line, for the catalog
 */
public record MetricVersion(int number, String formula) {}
