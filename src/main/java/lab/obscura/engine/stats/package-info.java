/**
 * Means, spreads, intervals, tests, ranks, gains and fronts of numbers measured with several seeds ({@code docs/statistics.md}). Plain
 * numbers in, plain numbers out; what is measured, and what takes part, is decided elsewhere.
 */
package lab.obscura.engine.stats;
