/**
 * A classifier of the service's own that judges reconstructions: independent of the network that is defended and of every attacker. The
 * way in is {@link lab.obscura.engine.recognition.Classifiers}.
 */
package lab.obscura.engine.recognition;
