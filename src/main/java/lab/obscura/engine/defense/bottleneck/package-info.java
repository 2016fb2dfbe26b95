/** Variational information bottlenecks: something that is drawn stands in the way of what the network knows about its input. */
package lab.obscura.engine.defense.bottleneck;
