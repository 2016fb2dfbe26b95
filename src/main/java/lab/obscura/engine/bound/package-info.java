/**
 * From the spread of features under noise to what their receiver can know, and how well it can rebuild at best. Plain formulas on numbers;
 * measuring and reporting them belongs to {@code metric}. The way in is {@link lab.obscura.engine.bound.ConditionalEntropyBound}.
 */
package lab.obscura.engine.bound;
