/** Networks of attackers and surrogates that turn a feature into an image, as specifications. */
package lab.obscura.engine.network.decoder;
