/**
 * A run from its definition to its outcome: load, train, measure, attack, score. The way in is {@link
 * lab.obscura.engine.run.Pipeline}; who waits, claims and stores belongs outside.
 */
package lab.obscura.engine.run;
