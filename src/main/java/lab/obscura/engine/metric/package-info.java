/**
 * How far a reconstruction is from its original. Metrics work on single images with values in [0, 1]; averages are taken outside.
 * Formulas, versions and pitfalls are in {@code docs/metrics.md}; all metrics are listed in {@code catalog}.
 */
package lab.obscura.engine.metric;
