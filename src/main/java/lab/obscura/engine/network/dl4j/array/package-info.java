/** Native arrays of the DL4J engine: blocks of memory that are reused, parameters, and the ND4J operations that layers are made of. */
package lab.obscura.engine.network.dl4j.array;
