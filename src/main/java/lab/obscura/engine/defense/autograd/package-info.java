/**
 * Small networks that a defense trains beside the encoder, with their gradients: matrices in double precision, a graph of operations
 * that knows how to go back, parameters that live in a part's state, and Adam. Plain Java, so that every engine computes the same
 * numbers. The way in is {@link lab.obscura.engine.defense.autograd.Graph}.
 */
package lab.obscura.engine.defense.autograd;
