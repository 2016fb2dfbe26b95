/**
 * Estimators of how much a feature tells about its input: mutual information, entropies, distance correlation. How well an attacker
 * rebuilds the input belongs to {@code metric}.
 */
package lab.obscura.engine.leakage;
