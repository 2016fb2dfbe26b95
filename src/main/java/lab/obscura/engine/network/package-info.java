/**
 * The seam to the engines that build networks: forward, backward, update, state. Networks as data lie in {@code spec}, one package
 * per engine below. The way in is {@link lab.obscura.engine.network.Engine}.
 */
package lab.obscura.engine.network;
