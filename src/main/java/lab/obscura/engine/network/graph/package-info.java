/**
 * Computations that know how to go back, wherever they are worked out: what small networks beside the encoder are written in. Java does one
 * matrix after the other; an engine does many of them at once.
 */
package lab.obscura.engine.network.graph;
