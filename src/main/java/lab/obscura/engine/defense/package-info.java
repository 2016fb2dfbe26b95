/**
 * What a defense is made of: parts that change the feature, add a term to the loss, or change how the network is trained. The parts
 * lie in one package per kind, the loop that drives them in {@code training}, and {@code catalog} lists them.
 */
package lab.obscura.engine.defense;
