/**
 * Every defense part, attack, metric, leakage estimator and engine by its id. Nothing else names implementations: a new one is a
 * class and a line here.
 */
package lab.obscura.engine.catalog;
