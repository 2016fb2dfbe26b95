/**
 * The small networks of CEM's learned surrogates, forwards: a gate that weighs the samples of a class, and slots that compete for them.
 * Written once for one bag; on a graph of an engine all bags of a batch go through it side by side.
 */
package lab.obscura.engine.defense.cem.attention;
