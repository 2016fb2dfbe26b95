/** The layers of the DL4J engine, one class each, forward and backward. */
package lab.obscura.engine.network.dl4j.layer;
