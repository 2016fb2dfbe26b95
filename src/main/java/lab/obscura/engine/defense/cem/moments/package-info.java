/**
 * Weighted means and variances of the samples of a class, the way back from a variance to the samples, and the sum of a surrogate's terms,
 * wherever the features lie.
 */
package lab.obscura.engine.defense.cem.moments;
