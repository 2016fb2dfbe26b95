/** Attacks that search the image whose feature comes nearest to the one that was sent. */
package lab.obscura.engine.attack.inversion;
