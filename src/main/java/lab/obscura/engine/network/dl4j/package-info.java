/**
 * The engine on DL4J and ND4J: layers of our own on ND4J's fast native operations, and the hand-out of a trained edge encoder
 * as a DL4J model. Nothing outside this package knows DL4J. The way in is {@link lab.obscura.engine.network.dl4j.Dl4jEngine};
 * why the networks are our own is told in {@code docs/decisions/0001-own-network-on-nd4j-ops.md}.
 */
package lab.obscura.engine.network.dl4j;
