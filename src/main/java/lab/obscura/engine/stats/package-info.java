/**
 * Means, spreads, confidence intervals and ranks of numbers measured with several seeds. Plain numbers in, plain numbers out; what
 * is measured is decided elsewhere.
 */
package lab.obscura.engine.stats;
