/**
 * Small networks that a defense trains beside the encoder, with their gradients: matrices in double precision, a graph of operations
 * that knows how to go back, parameters that live in a part's state, and Adam. In Java, so that every engine computes the
 * same numbers on a CPU, or where an engine keeps its batches. The way in is {@link lab.obscura.engine.defense.autograd.Learned}.
 */
package lab.obscura.engine.defense.autograd;
