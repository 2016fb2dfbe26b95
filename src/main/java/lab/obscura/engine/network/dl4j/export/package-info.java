/** What our layers are called in DL4J, for the hand-out of a trained edge encoder as a model of DL4J. */
package lab.obscura.engine.network.dl4j.export;
