/** Layers of the DL4J engine that are made of layers. */
package lab.obscura.engine.network.dl4j.composite;
