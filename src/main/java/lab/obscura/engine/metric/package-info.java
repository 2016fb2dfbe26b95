/**
 * How far a reconstruction is from its original. Metrics work on single images with values in [0, 1]; averages are taken outside.
 * The way in is {@link lab.obscura.engine.metric.Metrics}; formulas, versions and pitfalls are in {@code docs/metrics.md}.
 */
package lab.obscura.engine.metric;
