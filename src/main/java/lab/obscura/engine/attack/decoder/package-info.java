/** Attacks that train a decoder from features to images. */
package lab.obscura.engine.attack.decoder;
