/**
 * Networks as data: layers, the split into edge and tail, and what a network costs in parameters, multiply-adds and memory. Nothing
 * is computed here.
 */
package lab.obscura.engine.network.spec;
