/** What the layers of the DL4J engine have in common, and what they are made from. */
package lab.obscura.engine.network.dl4j.build;
